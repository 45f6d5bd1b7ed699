package org.openfiles.door.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.door.s3.auth.Authenticated.Scheme;
import org.openfiles.http.Headers;

/// The examples that AWS publishes in "Signature calculations for the Authorization header" and the
/// pages after it.
class PublishedExamplesTest {
  private static final String EMPTY = SignatureV4.EMPTY_SHA256;
  private static final User USER =
      new User("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "id", "example");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2013-05-24T00:00:00Z"));
  private static final String HOST = "examplebucket.s3.amazonaws.com";

  private final Authenticator authenticator =
      new Authenticator(
          AuthSettings.DEFAULT.withRegion("us-east-1"), Users.of(List.of(USER)), CLOCK);

  @Test
  void getObjectIsVerified() throws Exception {
    TestRequest request =
        new TestRequest(
            "GET",
            "/test.txt",
            Headers.of(
                "Host",
                HOST,
                "Range",
                "bytes=0-9",
                "x-amz-content-sha256",
                EMPTY,
                "x-amz-date",
                "20130524T000000Z",
                "Authorization",
                authorization(
                    "host;range;x-amz-content-sha256;x-amz-date",
                    "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")));
    Authenticated authenticated = authenticator.authenticate(request);
    assertThat(authenticated.user()).contains(USER);
    assertThat(authenticated.scheme()).isEqualTo(Scheme.SIGNATURE_V4_HEADER);
  }

  @Test
  void putObjectIsVerifiedThoughItsDateIsInTheOldHeader() throws Exception {
    TestRequest request =
        new TestRequest(
                "PUT",
                "/test$file.text",
                Headers.of(
                    "Host", HOST,
                    "Date", "Fri, 24 May 2013 00:00:00 GMT",
                    "x-amz-date", "20130524T000000Z",
                    "x-amz-storage-class", "REDUCED_REDUNDANCY",
                    "x-amz-content-sha256",
                        "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
                    "Authorization",
                        authorization(
                            "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")))
            .withBody("Welcome to Amazon S3.");
    assertThat(authenticator.authenticate(request).payload().readAll(100))
        .asString()
        .isEqualTo("Welcome to Amazon S3.");
  }

  @Test
  void getBucketLifecycleIsVerified() throws Exception {
    TestRequest request =
        new TestRequest(
            "GET",
            "/?lifecycle",
            Headers.of(
                "Host",
                HOST,
                "x-amz-date",
                "20130524T000000Z",
                "x-amz-content-sha256",
                EMPTY,
                "Authorization",
                authorization(
                    "host;x-amz-content-sha256;x-amz-date",
                    "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")));
    assertThat(authenticator.authenticate(request).user()).contains(USER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/?max-keys=2&prefix=J", "/?prefix=J&max-keys=2", "/?prefix=%4a&max-keys=%32"})
  void listObjectsIsVerifiedHoweverItsQueryIsSpelled(String target) throws Exception {
    TestRequest request =
        new TestRequest(
            "GET",
            target,
            Headers.of(
                "host",
                HOST,
                "x-amz-date",
                "20130524T000000Z",
                "x-amz-content-sha256",
                EMPTY,
                "Authorization",
                authorization(
                    "host;x-amz-content-sha256;x-amz-date",
                    "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")));
    assertThat(authenticator.authenticate(request).user()).contains(USER);
  }

  @Test
  void presignedUrlIsVerifiedAndMadeTheSame() throws Exception {
    URI url =
        new Presigner(USER, "us-east-1", CLOCK)
            .presign(
                "GET", URI.create("https://" + HOST), "/test.txt", Map.of(), Duration.ofDays(1));
    assertThat(url.getRawQuery())
        .endsWith(
            "X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    TestRequest request =
        new TestRequest(
            "GET", url.getRawPath() + "?" + url.getRawQuery(), Headers.of("Host", HOST));
    assertThat(authenticator.authenticate(request).scheme()).isEqualTo(Scheme.SIGNATURE_V4_QUERY);
  }

  @Test
  void chunkedUploadIsVerified() throws Exception {
    byte[] data = new byte[66560];
    Arrays.fill(data, (byte) 'a');
    TestRequest request =
        chunkedRequest(
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            "66824",
            "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                + "x-amz-decoded-content-length;x-amz-storage-class",
            "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
    String body =
        chunk(data, 0, 65536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648")
            + chunk(
                data,
                65536,
                1024,
                "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497")
            + "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";
    assertThat(body).hasSize(66824);
    Payload payload = authenticator.authenticate(request.withBody(body)).payload();
    assertThat(payload.length()).hasValue(66560);
    assertThat(payload.readAll(100_000)).isEqualTo(data);
  }

  @Test
  void chunkedUploadWithTrailerIsVerified() throws Exception {
    byte[] data = new byte[66560];
    Arrays.fill(data, (byte) 'a');
    TestRequest request =
        chunkedRequest(
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                null,
                "content-encoding;host;x-amz-content-sha256;x-amz-date;"
                    + "x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer",
                "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e")
            .with("x-amz-trailer", "x-amz-checksum-crc32c");
    String body =
        chunk(data, 0, 65536, "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2")
            + chunk(
                data,
                65536,
                1024,
                "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7")
            + "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
            + "x-amz-checksum-crc32c:sOO8/Q==\r\n"
            + "x-amz-trailer-signature:"
            + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";
    Payload payload = authenticator.authenticate(request.withBody(body)).payload();
    assertThat(payload.readAll(100_000)).isEqualTo(data);
    assertThat(payload.trailers().first("X-Amz-Checksum-Crc32c")).hasValue("sOO8/Q==");
  }

  private static TestRequest chunkedRequest(
      String hash,
      @org.jspecify.annotations.Nullable String length,
      String signedHeaders,
      String signature) {
    Headers.Builder headers =
        Headers.builder()
            .add("Host", "s3.amazonaws.com")
            .add("x-amz-date", "20130524T000000Z")
            .add("x-amz-storage-class", "REDUCED_REDUNDANCY")
            .add("Authorization", authorization(signedHeaders, signature))
            .add("x-amz-content-sha256", hash)
            .add("Content-Encoding", "aws-chunked")
            .add("x-amz-decoded-content-length", "66560");
    if (length != null) {
      headers.add("Content-Length", length);
    }
    return new TestRequest("PUT", "/examplebucket/chunkObject.txt", headers.build());
  }

  private static String chunk(byte[] data, int from, int size, String signature) {
    return Integer.toHexString(size)
        + ";chunk-signature="
        + signature
        + "\r\n"
        + new String(data, from, size, StandardCharsets.US_ASCII)
        + "\r\n";
  }

  private static String authorization(String signedHeaders, String signature) {
    return "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
        + "SignedHeaders="
        + signedHeaders
        + ",Signature="
        + signature;
  }
}
