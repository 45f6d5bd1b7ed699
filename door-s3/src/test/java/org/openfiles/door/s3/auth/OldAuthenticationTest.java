package org.openfiles.door.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.door.s3.auth.Authenticated.Scheme;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Headers;

class OldAuthenticationTest {
  private static final String DATE = "Tue, 27 Mar 2007 19:36:42 +0000";
  private static final Instant NOW = Instant.parse("2007-03-27T19:36:42Z");
  private static final User USER =
      new User("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "id", "n");

  private final Authenticator authenticator =
      new Authenticator(
          AuthSettings.DEFAULT.withSignatureV2(true),
          Users.of(List.of(USER)),
          InstantSource.fixed(NOW));

  private static TestRequest request(String method, String target, String signature) {
    return new TestRequest(
        method,
        target,
        Headers.of(
            "Host",
            "s3.amazonaws.com",
            "Date",
            DATE,
            "Authorization",
            "AWS AKIAIOSFODNN7EXAMPLE:" + signature));
  }

  private static TestRequest signed(String method, String target, String text) {
    return request(method, target, SignatureV2.sign(USER.secretKey(), text));
  }

  private void assertRefused(TestRequest request, String code) {
    assertThatThrownBy(() -> authenticator.authenticate(request))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.error().code()).isEqualTo(code));
  }

  /// The examples of "Signing and authenticating REST requests".
  @ParameterizedTest
  @CsvSource({
    "'GET||"
        + "|Tue, 27 Mar 2007 19:36:42 +0000|/johnsmith/photos/puppy.jpg', bWq2s1WEIj+Ydj0vQ697zp+IXMU=",
    "'PUT||image/jpeg|Tue, 27 Mar 2007 21:15:45 +0000|/johnsmith/photos/puppy.jpg', MyyxeRY7whkBe+bq8fHCL/2kKUg=",
    "'GET|||Tue, 27 Mar 2007 19:42:41 +0000|/johnsmith/', htDYFYduRNen8P9ZfE/s9SuKy0U=",
    "'GET|||Tue, 27 Mar 2007 19:44:46 +0000|/johnsmith/?acl', c2WLPFtWHVgbEmeEG93a4cG37dM=",
    "'GET|||1175139620|/johnsmith/photos/puppy.jpg', NpgCjnDzrM+WFzoENXmpNDUsSn8="
  })
  void publishedExamplesAreSignedRight(String text, String signature) {
    assertThat(SignatureV2.sign(USER.secretKey(), text.replace('|', '\n'))).isEqualTo(signature);
  }

  @Test
  void thePublishedGetIsVerified() throws Exception {
    Authenticated authenticated =
        authenticator.authenticate(
            request("GET", "/johnsmith/photos/puppy.jpg", "bWq2s1WEIj+Ydj0vQ697zp+IXMU="));
    assertThat(authenticated.user()).contains(USER);
    assertThat(authenticated.scheme()).isEqualTo(Scheme.SIGNATURE_V2_HEADER);
  }

  @Test
  void headersOfAmazonAreSortedAndJoinedAndReplaceTheDate() throws Exception {
    TestRequest request =
        signed(
            "PUT",
            "/b/k?partNumber=1&x=2&uploadId=a%2Fb",
            "PUT\nmd5\ntext/plain\n\nx-amz-date:"
                + DATE
                + "\nx-amz-meta-a:1,2\n/b/k?partNumber=1&uploadId=a/b");
    Headers headers =
        request.headers().toBuilder()
            .add("X-Amz-Meta-A", "1")
            .add("x-amz-meta-a", " 2")
            .add("x-amz-date", DATE)
            .add("Content-MD5", "md5")
            .add("Content-Type", "text/plain")
            .build();
    TestRequest sent = new TestRequest("PUT", request.target(), headers);
    assertThat(authenticator.authenticate(sent).user()).contains(USER);
    assertRefused(sent.with("x-amz-meta-a", "1"), "SignatureDoesNotMatch");
    assertRefused(sent.withTarget("/b/k?partNumber=2&uploadId=a/b"), "SignatureDoesNotMatch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bucket", "/bucket/"})
  void aBucketMayBeSignedWithASlash(String path) throws Exception {
    assertThat(
            authenticator
                .authenticate(signed("PUT", "/bucket", "PUT\n\n\n" + DATE + "\n" + path))
                .user())
        .contains(USER);
    assertRefused(
        signed("PUT", "/bucket/k", "PUT\n\n\n" + DATE + "\n/bucket/k/"), "SignatureDoesNotMatch");
  }

  @Test
  void aSignedUrlIsGoodUntilItExpires() throws Exception {
    long end = NOW.getEpochSecond() + 1;
    String signature = SignatureV2.sign(USER.secretKey(), "GET\n\n\n" + end + "\n/b/k");
    String query =
        "?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires="
            + end
            + "&Signature="
            + URLEncoder.encode(signature, StandardCharsets.UTF_8);
    TestRequest request = new TestRequest("GET", "/b/k" + query, Headers.of("Host", "h"));
    assertThat(authenticator.authenticate(request).scheme()).isEqualTo(Scheme.SIGNATURE_V2_QUERY);
    assertRefused(request.withTarget("/b/K" + query), "SignatureDoesNotMatch");
    assertRefused(
        request.withTarget("/b/k" + query.replace("Expires=" + end, "Expires=1")), "AccessDenied");
    assertRefused(
        request.withTarget("/b/k" + query.replace("Expires=" + end, "Expires=x")), "AccessDenied");
    assertRefused(request.withTarget("/b/k" + query.replace("AKIA", "XKIA")), "InvalidAccessKeyId");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bad Date | AccessDenied",
        "'' | AccessDenied",
        "Tue, 07 Jul 1950 21:53:04 GMT | AccessDenied",
        "Tue, 07 Jul 2006 21:53:04 GMT | RequestTimeTooSkewed",
        "Tue, 07 Jul 9999 21:53:04 GMT | RequestTimeTooSkewed"
      })
  void datesAreCheckedBeforeSignatures(String date, String code) {
    assertRefused(request("GET", "/b/k", "x").with("x-amz-date", date), code);
  }

  @Test
  void malformedCredentialsAreRefused() {
    TestRequest request = request("GET", "/b/k", "x");
    assertRefused(request.with("Authorization", "AWS HAHAHA"), "InvalidArgument");
    assertRefused(request.with("Authorization", "AWS NOBODY:x"), "InvalidAccessKeyId");
    assertRefused(request, "SignatureDoesNotMatch");
  }
}
