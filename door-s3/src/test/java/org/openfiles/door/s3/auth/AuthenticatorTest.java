package org.openfiles.door.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.door.s3.auth.Authenticated.Scheme;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Headers;

class AuthenticatorTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final User USER = new User("AK", "secret", "id", "name");
  private static final Users USERS = Users.of(List.of(USER));
  private static final TestRequest GET =
      new TestRequest("GET", "/bucket/a%20key?x=1", Headers.of("Host", "localhost:9000"));
  private static final String EMPTY = SignatureV4.EMPTY_SHA256;

  private final Authenticator authenticator =
      new Authenticator(AuthSettings.DEFAULT.withRegion("us-east-1"), USERS, CLOCK);
  private final Signer signer = new Signer(USER, "us-east-1", CLOCK);

  private void assertRefused(TestRequest request, String code) {
    assertThatThrownBy(() -> authenticator.authenticate(request))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.error().code()).isEqualTo(code));
  }

  private static S3Exception fault(ThrowingCallable call) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(S3Exception.class, call);
  }

  @Test
  void aRequestWithoutCredentialsIsAnonymous() throws Exception {
    Authenticated authenticated = authenticator.authenticate(GET);
    assertThat(authenticated.user()).isEmpty();
    assertThat(authenticated.scheme()).isEqualTo(Scheme.ANONYMOUS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/b/a+b@c!$&'()*,;=:",
        "/b/%E2%82%AC%20%2B%25",
        "/b//x/../y/./",
        "/b/~tilde-._",
        "/b/k?list-type=2&prefix=a%2Fb&delimiter=%2F",
        "/b/k?uploads",
        "/b/k?uploads=",
        "/b/k?b=2&a=1&a=0&A=9&a-b=3&ab=4",
        "/b/k?x=a+b&y=%2B",
        "/b/k?=&&",
        "/b/ключ?п=ф"
      })
  void whatIsSignedIsVerified(String target) throws Exception {
    TestRequest signed = signer.sign(GET.withTarget(target), EMPTY);
    assertThat(authenticator.authenticate(signed).user()).contains(USER);
  }

  @Test
  void pathIsDecodedAndEncodedAgain() throws Exception {
    TestRequest signed = signer.sign(GET.withTarget("/b/a%2Bb%40c%24"), EMPTY);
    assertThat(authenticator.authenticate(signed.withTarget("/b/a+b@c%24")).user()).contains(USER);
    assertRefused(signed.withTarget("/b/a%20b@c%24"), "SignatureDoesNotMatch");
  }

  @Test
  void headersAreTrimmedJoinedAndTheirSpacesCollapsed() throws Exception {
    TestRequest plain = GET.with("x-amz-meta-a", "one two,three");
    TestRequest signed = signer.sign(plain, EMPTY);
    Headers twice =
        signed.headers().toBuilder()
            .set("x-amz-meta-a", " \tone   two ")
            .add("X-Amz-Meta-A", "three")
            .build();
    TestRequest sent = new TestRequest("GET", signed.target(), twice);
    assertThat(authenticator.authenticate(sent).user()).contains(USER);
  }

  @Test
  void everyChangeOfWhatIsSignedIsNoticed() throws Exception {
    TestRequest signed = signer.sign(GET.with("x-amz-meta-a", "1"), EMPTY);
    assertRefused(
        new TestRequest("HEAD", signed.target(), signed.headers()), "SignatureDoesNotMatch");
    assertRefused(signed.withTarget("/bucket/a%20kez?x=1"), "SignatureDoesNotMatch");
    assertRefused(signed.withTarget("/bucket/a%20key?x=2"), "SignatureDoesNotMatch");
    assertRefused(signed.withTarget("/bucket/a%20key?x=1&acl"), "SignatureDoesNotMatch");
    assertRefused(signed.with("Host", "localhost:9001"), "SignatureDoesNotMatch");
    assertRefused(signed.with("x-amz-meta-a", "2"), "SignatureDoesNotMatch");
    assertRefused(signed.with("x-amz-date", "20260301T120001Z"), "SignatureDoesNotMatch");
    assertRefused(signed.with("x-amz-content-sha256", "UNSIGNED-PAYLOAD"), "SignatureDoesNotMatch");
    assertRefused(signed.without("x-amz-meta-a"), "SignatureDoesNotMatch");
  }

  @Test
  void everyFlippedDigitOfASignatureIsNoticed() throws Exception {
    TestRequest signed = signer.sign(GET, EMPTY);
    String authorization = signed.headers().first("Authorization").orElseThrow();
    int from = authorization.indexOf("Signature=") + 10;
    for (int i = from; i < authorization.length(); i++) {
      char other = authorization.charAt(i) == '0' ? '1' : '0';
      String changed = authorization.substring(0, i) + other + authorization.substring(i + 1);
      assertRefused(signed.with("Authorization", changed), "SignatureDoesNotMatch");
    }
    assertRefused(
        signed.with("Authorization", authorization.substring(0, authorization.length() - 1)),
        "SignatureDoesNotMatch");
  }

  @Test
  void aWrongSignatureIsExplained() throws Exception {
    TestRequest signed = signer.sign(GET, EMPTY);
    S3Exception fault = fault(() -> authenticator.authenticate(signed.withTarget("/other")));
    assertThat(fault.details())
        .extracting(S3Exception.Detail::name)
        .containsExactly(
            "AWSAccessKeyId",
            "StringToSign",
            "SignatureProvided",
            "StringToSignBytes",
            "CanonicalRequest",
            "CanonicalRequestBytes");
    assertThat(fault.details().get(4).value()).startsWith("GET\n/other\n\nhost:localhost:9000\n");
    assertThat(fault.details().get(5).value()).startsWith("47 45 54 0a 2f");
  }

  @Test
  void headersThatMustBeSignedAreNamedWhenTheyAreNot() throws Exception {
    TestRequest signed =
        signer
            .sign(GET, EMPTY)
            .with("X-Amz-Tagging", "a=b")
            .with("X-Amz-Copy-Source", "/b/k")
            .with("X-Custom", "fine");
    S3Exception fault = fault(() -> authenticator.authenticate(signed));
    assertThat(fault.error().code()).isEqualTo("AccessDenied");
    assertThat(fault.details())
        .containsExactly(
            new S3Exception.Detail("HeadersNotSigned", "x-amz-copy-source, x-amz-tagging"));
  }

  @Test
  void hostMustBeSigned() throws Exception {
    TestRequest signed = signer.sign(GET.without("Host"), EMPTY).with("Host", "localhost:9000");
    assertThat(fault(() -> authenticator.authenticate(signed)).details())
        .containsExactly(new S3Exception.Detail("HeadersNotSigned", "host"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | AccessDenied",
        "AK | InvalidArgument",
        "AWS2-HMAC-SHA1 Credential=x | InvalidArgument",
        "AWS AK:c2lnbmF0dXJl | InvalidRequest",
        "AWS HAHAHA | InvalidRequest",
        "Bearer x | InvalidArgument",
        "Basic ??? | InvalidArgument",
        "Basic QUs= | InvalidArgument",
        "AWS4-HMAC-SHA256 | InvalidArgument",
        "AWS4-HMAC-SHA256 x | AuthorizationHeaderMalformed",
        "AWS4-HMAC-SHA256 Credential=AK/20260301/us-east-1/s3/aws4_request,Signature=x | AuthorizationHeaderMalformed",
        "AWS4-HMAC-SHA256 Credential=,SignedHeaders=host,Signature=x | AuthorizationHeaderMalformed",
        "AWS4-HMAC-SHA256 Credential=AK/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=x | AuthorizationHeaderMalformed",
        "AWS4-HMAC-SHA256 Credential=AK/20260301/us-east-1/s3/x/y,SignedHeaders=host,Signature=x | AuthorizationHeaderMalformed",
        "AWS4-HMAC-SHA256 Credential=AK/20260301/us-east-1/ec2/aws4_request,SignedHeaders=host,Signature=x | AuthorizationHeaderMalformed",
        "AWS4-HMAC-SHA256 Credential=AK/20260301/us-east-1/s3/aws5_request,SignedHeaders=host,Signature=x | AuthorizationHeaderMalformed",
        "AWS4-HMAC-SHA256 Credential=AK/2026-03-01/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=x | AuthorizationHeaderMalformed",
        "AWS4-HMAC-SHA256 Credential=AK/20260302/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=x | AuthorizationHeaderMalformed",
        "AWS4-HMAC-SHA256 Credential=AK/20260301/us-west-2/s3/aws4_request,SignedHeaders=host,Signature=x | AuthorizationHeaderMalformed",
        "AWS4-HMAC-SHA256 Credential=NOBODY/20260301/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=x | InvalidAccessKeyId",
        "AWS4-HMAC-SHA256 Credential=AK/20260301/us-east-1/s3/aws4_request,SignedHeaders=host;x-amz-date,Signature=x | SignatureDoesNotMatch"
      })
  void wrongAuthorizationIsRefused(String authorization, String code) {
    assertRefused(
        GET.with("x-amz-date", "20260301T120000Z")
            .with("x-amz-content-sha256", EMPTY)
            .with("Authorization", authorization),
        code);
  }

  @Test
  void aWrongRegionIsToldTheRightOne() throws Exception {
    TestRequest signed = new Signer(USER, "eu-west-1", CLOCK).sign(GET, EMPTY);
    assertThat(fault(() -> authenticator.authenticate(signed)).details())
        .containsExactly(new S3Exception.Detail("Region", "us-east-1"));
    Authenticator any = new Authenticator(AuthSettings.DEFAULT, USERS, CLOCK);
    assertThat(any.authenticate(signed).user()).contains(USER);
  }

  @ParameterizedTest
  @CsvSource({"-901, RequestTimeTooSkewed", "901, RequestTimeTooSkewed", "-899, ", "899, "})
  void clocksMayDifferByAQuarterOfAnHour(long seconds, String code) throws Exception {
    InstantSource theirs = InstantSource.fixed(NOW.plusSeconds(seconds));
    TestRequest signed = new Signer(USER, "us-east-1", theirs).sign(GET, EMPTY);
    if (code == null) {
      assertThat(authenticator.authenticate(signed).user()).contains(USER);
    } else {
      assertRefused(signed, code);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bad Date",
        "03032006",
        "20260301T1200Z",
        "20261301T120000Z",
        "2026-03-01T12:00:00Z",
        "Tue, 07 Jul 1950 21:53:04 GMT",
        "Tue, 32 Jul 2026 21:53:04 GMT",
        "Tue, 07 Jul 2026 21:53:04 CET"
      })
  void aDateThatIsNoneIsRefused(String date) throws Exception {
    assertRefused(signer.sign(GET, EMPTY).with("x-amz-date", date), "AccessDenied");
  }

  @Test
  void noDateIsRefused() throws Exception {
    assertRefused(signer.sign(GET, EMPTY).without("x-amz-date"), "AccessDenied");
  }

  @Test
  void payloadHashIsRequiredAndChecked() throws Exception {
    TestRequest signed = signer.sign(GET, EMPTY);
    assertThat(
            fault(() -> authenticator.authenticate(signed.without("x-amz-content-sha256"))).text())
        .isEqualTo("Missing required header for this request: x-amz-content-sha256");
    assertRefused(signed.with("x-amz-content-sha256", "invalid"), "InvalidArgument");
    String other = EMPTY.replace("e3b0", "e3b1");
    assertRefused(signer.sign(GET, other), "XAmzContentSHA256Mismatch");
  }

  @Test
  void tokensAreRefusedSinceNobodyHasOne() throws Exception {
    assertRefused(signer.sign(GET.with("x-amz-security-token", "t"), EMPTY), "InvalidToken");
  }

  @Test
  void basicAuthenticationIsByTheKeyPair() throws Exception {
    assertThat(authenticator.authenticate(basic("AK:secret")).user()).contains(USER);
    assertRefused(basic("AK:secret2"), "AccessDenied");
    assertRefused(basic("AK:"), "AccessDenied");
    assertRefused(basic("NOBODY:secret"), "InvalidAccessKeyId");
  }

  private static TestRequest basic(String pair) {
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return GET.with("Authorization", "Basic " + encoded);
  }

  @Test
  void theKeyAloneIsEnoughOnlyWhereItIsSwitchedOn() throws Exception {
    Authenticator keyOnly =
        new Authenticator(AuthSettings.DEFAULT.withKeyOnlyAuthorization(true), USERS, CLOCK);
    Authenticated authenticated = keyOnly.authenticate(GET.with("Authorization", "AK"));
    assertThat(authenticated.user()).contains(USER);
    assertThat(authenticated.scheme()).isEqualTo(Scheme.KEY_ONLY);
    assertThat(fault(() -> keyOnly.authenticate(GET.with("Authorization", "ak"))).error().code())
        .isEqualTo("InvalidAccessKeyId");
  }

  @Test
  void nobodyLooksWhereCredentialsAreIgnored() throws Exception {
    Authenticator open =
        new Authenticator(
            AuthSettings.DEFAULT.withCredentials(AuthSettings.Credentials.IGNORED), USERS, CLOCK);
    assertThat(open.authenticate(GET.with("Authorization", "AWS4-HMAC-SHA256 x")).user()).isEmpty();
    TestRequest put = new TestRequest("PUT", "/b/k", Headers.of("Host", "h"));
    TestRequest signed =
        signer.sign(
            put.with("x-amz-decoded-content-length", "5"), "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
    byte[] body = signer.chunks(signed, "hello".getBytes(StandardCharsets.UTF_8), 100, "");
    body[body.length - 6] ^= 1;
    assertThat(open.authenticate(signed.withBody(body)).payload().readAll(10))
        .asString()
        .isEqualTo("hello");
  }

  @Test
  void aSignedUrlIsGoodUntilItExpires() throws Exception {
    TestRequest signed = presigned(Duration.ofMinutes(10), Map.of("versionId", "a b"));
    for (long seconds : new long[] {-899, 0, 599}) {
      assertThat(at(seconds).authenticate(signed).scheme()).isEqualTo(Scheme.SIGNATURE_V4_QUERY);
    }
    S3Exception expired = fault(() -> at(600).authenticate(signed));
    assertThat(expired.error().code()).isEqualTo("AccessDenied");
    assertThat(expired.text()).isEqualTo("Request has expired.");
    assertThat(expired.details().getFirst())
        .isEqualTo(new S3Exception.Detail("X-Amz-Expires", "600"));
    assertThat(fault(() -> at(-901).authenticate(signed)).text())
        .isEqualTo("Request is not valid yet.");
  }

  private static Authenticator at(long seconds) {
    return new Authenticator(
        AuthSettings.DEFAULT, USERS, InstantSource.fixed(NOW.plusSeconds(seconds)));
  }

  private static TestRequest presigned(Duration expiry, Map<String, String> parameters) {
    var url =
        new Presigner(USER, "us-east-1", CLOCK)
            .presign(
                "GET",
                java.net.URI.create("http://localhost:9000"),
                "/bucket/a + ü/b",
                parameters,
                expiry);
    return GET.withTarget(url.getRawPath() + "?" + url.getRawQuery());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Amz-Expires=600 | X-Amz-Expires=601 | SignatureDoesNotMatch",
        "X-Amz-Expires=600 | X-Amz-Expires=604801 | AuthorizationQueryParametersError",
        "X-Amz-Expires=600 | X-Amz-Expires=-1 | AuthorizationQueryParametersError",
        "X-Amz-Expires=600 | X-Amz-Expires=0 | AccessDenied",
        "X-Amz-Expires=600 | X-Amz-Expires=x | AuthorizationQueryParametersError",
        "X-Amz-Expires=600 | X-Amz-Expires= | AuthorizationQueryParametersError",
        "X-Amz-Expires=600 | x=1 | AuthorizationQueryParametersError",
        "X-Amz-Date=2026 | X-Amz-Date=x2026 | AuthorizationQueryParametersError",
        "X-Amz-Date=20260301 | X-Amz-Date=20260228 | AuthorizationQueryParametersError",
        "X-Amz-Algorithm=AWS4-HMAC-SHA256 | X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256 | AuthorizationQueryParametersError",
        "X-Amz-Algorithm=AWS4-HMAC-SHA256 | X-Amz-Algorithm=X | AuthorizationQueryParametersError",
        "%2Fs3%2F | %2Fsns%2F | AuthorizationQueryParametersError",
        "us-east-1 | us-east-9 | AuthorizationQueryParametersError",
        "Credential=AK | Credential=XX | InvalidAccessKeyId",
        "X-Amz-Signature= | X-Amz-Signature=0 | SignatureDoesNotMatch",
        "X-Amz-Signature= | Z= | AuthorizationQueryParametersError",
        "SignedHeaders=host | SignedHeaders=date | AccessDenied",
        "X-Amz-Date | X-Amz-Security-Token=t&X-Amz-Date | InvalidToken",
        "/bucket/ | /bucket2/ | SignatureDoesNotMatch"
      })
  void aChangedSignedUrlIsRefused(String from, String to, String code) {
    TestRequest signed = presigned(Duration.ofMinutes(10), Map.of());
    assertThat(signed.target()).contains(from);
    assertRefused(signed.withTarget(signed.target().replace(from, to)), code);
  }

  @Test
  void headersThatASignedUrlDoesNotCoverAreRefused() {
    TestRequest signed = presigned(Duration.ofMinutes(10), Map.of());
    assertRefused(signed.with("x-amz-acl", "public-read"), "AccessDenied");
  }

  @Test
  void twoMechanismsAtOnceAreRefused() throws Exception {
    TestRequest signed = presigned(Duration.ofMinutes(10), Map.of());
    assertRefused(signed.with("Authorization", "Basic QUs6c2VjcmV0"), "InvalidArgument");
  }

  @Test
  void urlsAreSignedForAtMostAWeek() {
    assertThatThrownBy(() -> presigned(Duration.ofDays(8), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> presigned(Duration.ZERO, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void usersWithOneKeyAreRefusedAndSecretsAreNotPrinted() {
    assertThatThrownBy(() -> Users.of(List.of(USER, USER)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(USER.toString()).contains("AK").doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void brokenRequestsAreRefusedAndNothingElse(long seed) throws Exception {
    Random random = new Random(seed);
    TestRequest header = signer.sign(GET, EMPTY);
    TestRequest query = presigned(Duration.ofMinutes(10), Map.of());
    String authorization = header.headers().first("Authorization").orElseThrow();
    for (int i = 0; i < 3000; i++) {
      TestRequest broken =
          random.nextBoolean()
              ? header.with("Authorization", mutate(random, authorization))
              : query.withTarget("/" + mutate(random, query.target().substring(1)));
      try {
        if (authenticator.authenticate(broken).user().isPresent()) {
          // Then it was not broken: it says the same with another spelling.
          assertThat(spelled(broken))
              .as("seed=%d i=%d", seed, i)
              .isIn(spelled(header), spelled(query));
        }
      } catch (S3Exception e) {
        assertThat(e.error().status()).isBetween(400, 403);
      }
    }
  }

  private static String spelled(TestRequest request) {
    String authorization = request.headers().first("Authorization").orElse("");
    return authorization.replace(" ", "")
        + request.target().replaceAll("&+", "&").replace("?&", "?").replaceAll("&$", "");
  }

  private static String mutate(Random random, String text) {
    StringBuilder changed = new StringBuilder(text);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(changed.length());
      switch (random.nextInt(3)) {
        case 0 -> changed.deleteCharAt(at);
        case 1 -> changed.insert(at, "%,=;/ &A0".charAt(random.nextInt(9)));
        default -> changed.setCharAt(at, "%,=;/ &A0".charAt(random.nextInt(9)));
      }
    }
    return changed.toString();
  }
}
