package org.openfiles.door.s3.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openfiles.core.ETag;
import org.openfiles.door.s3.auth.AuthSettings;
import org.openfiles.door.s3.auth.Authenticator;
import org.openfiles.door.s3.auth.User;
import org.openfiles.door.s3.auth.Users;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

class PostFormTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final User USER = new User("AK", "secret", "id", "name");
  private static final String CONDITIONS =
      "{\"bucket\": \"b\"}, [\"starts-with\", \"$key\", \"foo\"], {\"acl\": \"private\"},"
          + " [\"starts-with\", \"$Content-Type\", \"text/plain\"],"
          + " [\"content-length-range\", 0, 1024]";
  private static final String POLICY = policy(CONDITIONS);

  private static String policy(String conditions) {
    return "{\"expiration\": \"2026-03-01T13:00:00Z\", \"conditions\": [" + conditions + "]}";
  }

  private static PostForm form(AuthSettings settings) {
    return new PostForm(new Authenticator(settings, Users.of(List.of(USER)), CLOCK).forms(), CLOCK);
  }

  private static FormBody anonymous() {
    return new FormBody()
        .with("key", "foo.txt")
        .with("acl", "private")
        .with("Content-Type", "text/plain");
  }

  private static FormBody old(String policy) throws Exception {
    String encoded = base64(policy);
    return anonymous()
        .with("AWSAccessKeyId", "AK")
        .with("signature", base64(hmac("HmacSHA1", bytes("secret"), encoded)))
        .with("policy", encoded);
  }

  /// A form signed by version 4, whose policy names the fields of the signature too.
  private static FormBody v4(String conditions) throws Exception {
    String credential = "AK/20260301/us-east-1/s3/aws4_request";
    String encoded =
        base64(
            policy(
                conditions
                    + ",{\"x-amz-algorithm\": \"AWS4-HMAC-SHA256\"},{\"x-amz-credential\": \""
                    + credential
                    + "\"},{\"x-amz-date\": \"20260301T115959Z\"}"));
    byte[] key = hmac("HmacSHA256", bytes("AWS4secret"), "20260301");
    for (String step : new String[] {"us-east-1", "s3", "aws4_request"}) {
      key = hmac("HmacSHA256", key, step);
    }
    return anonymous()
        .with("policy", encoded)
        .with("x-amz-algorithm", "AWS4-HMAC-SHA256")
        .with("x-amz-credential", credential)
        .with("x-amz-date", "20260301T115959Z")
        .with(
            "x-amz-signature",
            java.util.HexFormat.of().formatHex(hmac("HmacSHA256", key, encoded)));
  }

  private static byte[] hmac(String algorithm, byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key, algorithm));
    return mac.doFinal(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return base64(bytes(text));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static PostedObject read(FormBody body) throws Exception {
    return form(AuthSettings.DEFAULT).read(FormBody.CONTENT_TYPE, body.payload(), "b");
  }

  private static S3Exception fault(FormBody body) {
    return catchThrowableOfType(S3Exception.class, () -> read(body).payload().readAll(1 << 20));
  }

  private static void assertRefused(FormBody body, int status, String code) {
    S3Exception fault = fault(body);
    assertThat(fault).isNotNull();
    assertThat(fault.error().code()).as(fault.text()).isEqualTo(code);
    assertThat(fault.error().status()).isEqualTo(status);
  }

  @Test
  void anAnonymousFormHasNoUser() throws Exception {
    PostedObject posted = read(anonymous());
    assertThat(posted.user()).isEmpty();
    assertThat(posted.key()).isEqualTo("foo.txt");
    assertThat(posted.headers().first("x-amz-acl")).hasValue("private");
    assertThat(posted.headers().first("Content-Type")).hasValue("text/plain");
    assertThat(posted.payload().readAll(10)).asString().isEqualTo("bar");
  }

  @Test
  void bothSignaturesAreVerified() throws Exception {
    assertThat(read(old(POLICY)).user()).contains(USER);
    assertThat(read(v4(CONDITIONS)).user()).contains(USER);
  }

  @Test
  void namesOfFieldsAndConditionsIgnoreCase() throws Exception {
    FormBody body =
        old(policy(
                "{\"bUcKeT\": \"b\"}, [\"StArTs-WiTh\", \"$KeY\", \"foo\"], {\"AcL\":"
                    + " \"private\"}, [\"StArTs-WiTh\", \"$CoNtEnT-TyPe\", \"text/plain\"],"
                    + " [\"content-length-range\", 0, 1024]"))
            .without("key")
            .without("acl")
            .with("kEy", "foo.txt")
            .with("aCl", "private");
    assertThat(read(body).user()).contains(USER);
  }

  @Test
  void aBackslashBeforeADollarIsItself() throws Exception {
    String policy = POLICY.replace("\"foo\"", "\"\\\\$foo\"");
    assertThat(read(old(policy).with("key", "\\$foo.txt")).key()).isEqualTo("\\$foo.txt");
  }

  @Test
  void theNameOfTheFileIsPutInBeforeThePolicyIsChecked() throws Exception {
    for (String name : new String[] {"foo.txt", "C:\\Users\\x\\foo.txt", "/home/x/foo.txt"}) {
      FormBody body =
          old(POLICY)
              .with("key", "${filename}")
              .file("name=\"file\"; filename=\"" + name + "\"", bytes("bar"));
      assertThat(read(body).key()).isEqualTo("foo.txt");
    }
    assertRefused(
        old(POLICY).with("key", "${filename}").file("name=\"file\"; filename=\"x\"", bytes("")),
        403,
        "AccessDenied");
  }

  @Test
  void fieldsToBeIgnoredNeedNoCondition() throws Exception {
    assertThat(read(old(POLICY).with("x-ignore-foo", "bar")).user()).contains(USER);
    assertThat(
            read(old(POLICY).with("x-amz-checksum-crc32", "AAAAAA=="))
                .headers()
                .first("x-amz-checksum-crc32"))
        .hasValue("AAAAAA==");
  }

  @Test
  void tagsBecomeTheHeaderOfPutObject() throws Exception {
    FormBody body =
        anonymous()
            .with(
                "tagging",
                "<Tagging><TagSet><Tag><Key>a b</Key><Value>&amp;</Value></Tag>"
                    + "<Tag><Key>1</Key><Value></Value></Tag></TagSet></Tagging>");
    assertThat(read(body).headers().first("x-amz-tagging")).hasValue("a+b=%26&1=");
    assertRefused(anonymous().with("tagging", "invalid"), 400, "MalformedXML");
  }

  @ParameterizedTest
  @CsvSource({"'', 204", "200, 200", "201, 201", "204, 204", "404, 204"})
  void statusOfSuccessIsTheFormsChoice(String field, int status) throws Exception {
    assertThat(read(anonymous().with("success_action_status", field)).success().status())
        .isEqualTo(status);
  }

  @Test
  void redirectSaysWhatWasStored() throws Exception {
    SuccessAction success =
        read(anonymous().with("success_action_redirect", "http://h:1/b")).success();
    assertThat(success.location("b", "foo txt", new ETag("e1")))
        .hasValue("http://h:1/b?bucket=b&key=foo%20txt&etag=%22e1%22");
    for (String url : new String[] {"javascript:alert(1)", "/x", "http://", "http://h/\u0001"}) {
      assertThat(read(anonymous().with("success_action_redirect", url)).success().redirect())
          .isEmpty();
    }
  }

  @Test
  void wrongKeysAndSignaturesAreRefused() throws Exception {
    assertRefused(old(POLICY).with("AWSAccessKeyId", "foo"), 403, "InvalidAccessKeyId");
    assertRefused(old(POLICY).with("signature", "x"), 403, "SignatureDoesNotMatch");
    assertRefused(old(POLICY).without("signature"), 400, "InvalidArgument");
    assertRefused(old(POLICY).without("policy"), 400, "InvalidArgument");
    assertRefused(
        old(POLICY).without("signature").without("AWSAccessKeyId"), 400, "InvalidArgument");
    assertRefused(
        v4(CONDITIONS).with("x-amz-signature", "0".repeat(64)), 403, "SignatureDoesNotMatch");
    assertRefused(v4(CONDITIONS).with("policy", base64(POLICY)), 403, "SignatureDoesNotMatch");
    for (String field :
        List.of("policy", "x-amz-signature", "x-amz-credential", "x-amz-date", "x-amz-algorithm")) {
      S3Exception fault = fault(v4(CONDITIONS).without(field));
      assertThat(fault.error()).isEqualTo(S3Error.INVALID_ARGUMENT);
      assertThat(fault.details().getFirst().value()).isEqualTo(field);
    }
    assertRefused(v4(CONDITIONS).with("x-amz-algorithm", "invalid"), 400, "InvalidArgument");
    assertRefused(v4(CONDITIONS).with("x-amz-date", "invalid"), 400, "InvalidArgument");
    assertRefused(v4(CONDITIONS).with("x-amz-credential", "AK"), 400, "InvalidArgument");
    assertRefused(v4(CONDITIONS).with("x-amz-security-token", "t"), 400, "InvalidToken");
  }

  @Test
  void oldSignaturesAreRefusedWhereTheyAreSwitchedOff() throws Exception {
    PostForm strict = form(AuthSettings.DEFAULT.withPostFormSignatureV2(false));
    FormBody body = old(POLICY);
    assertThat(
            catchThrowableOfType(
                    S3Exception.class,
                    () -> strict.read(FormBody.CONTENT_TYPE, body.payload(), "b"))
                .error())
        .isEqualTo(S3Error.INVALID_REQUEST);
  }

  @Test
  void aFormWithoutKeyOrFileIsRefused() throws Exception {
    assertRefused(old(POLICY).without("key"), 400, "InvalidArgument");
    assertRefused(anonymous().file("name=\"upload\"", bytes("x")), 400, "InvalidArgument");
  }

  @Test
  void theBucketIsTheOnePostedTo() throws Exception {
    FormBody body = old(POLICY).with("bucket", "b");
    S3Exception fault =
        catchThrowableOfType(
            S3Exception.class,
            () -> form(AuthSettings.DEFAULT).read(FormBody.CONTENT_TYPE, body.payload(), "other"));
    assertThat(fault.error()).isEqualTo(S3Error.ACCESS_DENIED);
    assertRefused(old(POLICY.replace("{\"bucket\": \"b\"},", "")), 403, "AccessDenied");
  }

  @Test
  void policiesThatAreNoneAreInvalid() throws Exception {
    assertInvalid("", "Expecting '{' but found End-of-Input");
    assertInvalid("invalid json", "Invalid JSON.");
    assertInvalid("[]", "Invalid JSON.");
    assertInvalid("{} {}", "Invalid JSON.");
    assertInvalid("{\"conditions\": []}", "Policy missing expiration.");
    assertInvalid(POLICY.replace("expiration", "EXPIRATION"), "Unexpected: \"EXPIRATION\"");
    assertInvalid(POLICY.replace("conditions", "CONDITIONS"), "Unexpected: \"CONDITIONS\"");
    assertInvalid(
        POLICY.replace("2026-03-01T13:00:00Z", "2026-03-01 13:00"),
        "Invalid 'expiration' value: '2026-03-01 13:00'");
    assertInvalid(POLICY.replace("\"2026-03-01T13:00:00Z\"", "true"), "Invalid JSON.");
    assertInvalid("{\"expiration\": \"2026-03-01T13:00:00Z\"}", "Policy missing conditions.");
    assertInvalid(
        "{\"expiration\": \"2026-03-01T13:00:00Z\", \"conditions\": true}",
        "Invalid 'conditions' value: must be a List.");
    assertInvalid("{\"a\": ".repeat(2000), "Invalid JSON.");
    FormBody unencoded = old(POLICY).with("policy", "invalid_base64");
    unencoded.with("signature", base64(hmac("HmacSHA1", bytes("secret"), "invalid_base64")));
    assertThat(fault(unencoded).text()).isEqualTo("Invalid Policy: invalid Base64 encoding.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true | Invalid condition test: must be a List or Object.",
        "{} | Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
        "{\"a\":\"1\",\"b\":\"2\"} | Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
        "{\"expires\": true} | Invalid Simple-Condition: value must be a string.",
        "[] | Invalid Condition: missing operation identifier.",
        "[\"like\", \"$key\", \"x\"] | Invalid Condition: unknown operation 'like'.",
        "[\"eq\", \"$key\", \"x\", \"y\"] | Invalid eq: wrong number of arguments.",
        "[\"eq\", \"$key\"] | Invalid eq: wrong number of arguments.",
        "[\"eq\", false, \"x\"] | Invalid JSON.",
        "[\"eq\", \"$key\", 1] | Invalid JSON.",
        "[7] | Invalid JSON.",
        "[\"content-length-range\", 0] | Invalid content-length-range: wrong number of arguments.",
        "[\"content-length-range\", -1, 0] | Invalid JSON.",
        "[\"content-length-range\", 1, 1.5] | Invalid JSON.",
        "[\"content-length-range\", 12, false] | Invalid JSON.",
        "[\"content-length-range\", \"invalid\", \"14\"] | Invalid JSON."
      })
  void conditionsThatAreNoneAreInvalid(String condition, String reason) throws Exception {
    assertInvalid(policy(CONDITIONS + "," + condition), reason);
  }

  private static void assertInvalid(String policy, String reason) throws Exception {
    S3Exception fault = fault(old(policy));
    assertThat(fault.error()).isEqualTo(S3Error.INVALID_POLICY_DOCUMENT);
    assertThat(fault.text()).isEqualTo("Invalid Policy: " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[\"eq\", \"$key\", \"bar\"] | Policy Condition failed: [\"eq\",\"$key\",\"bar\"]",
        "[\"starts-with\", \"$x-amz-meta-foo\", \"b\"] | Policy Condition failed: [\"starts-with\",\"$x-amz-meta-foo\",\"b\"]",
        "{\"key\": \"bar\"} | Policy Condition failed: [\"eq\", \"$key\", \"bar\"]",
        "[\"eq\", \"key\", \"foo.txt\"] | Policy Condition failed: [\"eq\",\"key\",\"foo.txt\"]"
      })
  void conditionsThatDoNotHoldAreNamed(String condition, String reason) throws Exception {
    S3Exception fault = fault(old(policy(CONDITIONS + "," + condition)));
    assertThat(fault.error()).isEqualTo(S3Error.ACCESS_DENIED);
    assertThat(fault.text()).isEqualTo("Invalid according to Policy: " + reason);
  }

  @Test
  void fieldsWithoutConditionAreNamed() throws Exception {
    S3Exception fault = fault(old(POLICY).with("x-amz-meta-foo", "1"));
    assertThat(fault.text())
        .isEqualTo("Invalid according to Policy: Extra input fields: x-amz-meta-foo");
    assertRefused(old(POLICY).with("success_action_status", "200"), 403, "AccessDenied");
  }

  @Test
  void everyContentTypeOfAListMustMatch() throws Exception {
    assertThat(read(old(POLICY).with("Content-Type", "text/plain, text/plain;x")).user())
        .contains(USER);
    assertRefused(old(POLICY).with("Content-Type", "text/plain, text/html"), 403, "AccessDenied");
  }

  @Test
  void anExpiredPolicyIsRefused() throws Exception {
    S3Exception fault = fault(old(POLICY.replace("13:00:00Z", "12:00:00.000Z")));
    assertThat(fault.error()).isEqualTo(S3Error.ACCESS_DENIED);
    assertThat(fault.text()).isEqualTo("Invalid according to Policy: Policy expired.");
  }

  @Test
  void fieldsThatCannotBeHeadersAreRefused() {
    assertRefused(anonymous().with("Content-Type", "a\nb"), 400, "InvalidArgument");
    assertRefused(anonymous().with("x-amz-meta-\u00E9", "a"), 400, "InvalidArgument");
  }

  @Test
  void lengthsOutsideOfTheRangeAreRefused() throws Exception {
    S3Exception large = fault(old(POLICY.replace("0, 1024", "0, 2")));
    assertThat(large.error()).isEqualTo(S3Error.ENTITY_TOO_LARGE);
    assertThat(large.details())
        .containsExactly(
            new S3Exception.Detail("ProposedSize", "3"),
            new S3Exception.Detail("MaxSizeAllowed", "2"));
    S3Exception small = fault(old(POLICY.replace("0, 1024", "512, 1000")));
    assertThat(small.error()).isEqualTo(S3Error.ENTITY_TOO_SMALL);
    assertThat(small.details())
        .containsExactly(
            new S3Exception.Detail("ProposedSize", "3"),
            new S3Exception.Detail("MinSizeAllowed", "512"));
    assertThat(read(old(POLICY.replace("0, 1024", "\"3\", \"3\""))).payload().readAll(10))
        .hasSize(3);
  }
}
