package org.openfiles.door.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.door.s3.checksum.ChecksumNames;
import org.openfiles.door.s3.checksum.RequestedChecksum;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Headers;

class VerifiedContentTest {
  private static final TestRequest HELLO =
      new TestRequest("PUT", "/b/k", Headers.EMPTY).withBody("hello");
  private static final String CRC32 = "NhCmhg==";

  private static Payload payload(Headers trailers) {
    Payload plain = new PlainPayload(HELLO.body());
    return new Payload() {
      @Override
      public java.util.OptionalLong length() {
        return plain.length();
      }

      @Override
      public @org.jspecify.annotations.Nullable ByteBuffer next() throws java.io.IOException {
        return plain.next();
      }

      @Override
      public Headers trailers() {
        return trailers;
      }
    };
  }

  private static List<Checksum> verify(Headers headers, Headers trailers) throws Exception {
    VerifiedContent content = new VerifiedContent(payload(trailers), RequestedChecksum.of(headers));
    assertThat(content.length()).hasValue(5);
    while (content.next() != null) {
      // Read to the end.
    }
    assertThat(content.next()).isNull();
    return content.checksums();
  }

  @ParameterizedTest
  @CsvSource({
    "CRC32, NhCmhg==",
    "CRC32C, mnG7TA==",
    "CRC64NVME, M3eFcAZSQlc=",
    "SHA1, qvTGHdzF6KLavt4PO0gs2a6pQ00=",
    "SHA256, LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
    "MD5, XUFAKrxLKna5cZ2REBfFkg=="
  })
  void aRightChecksumIsKept(ChecksumAlgorithm algorithm, String value) throws Exception {
    Checksum expected = ChecksumNames.parse(algorithm, value).orElseThrow();
    String header = ChecksumNames.header(algorithm);
    assertThat(verify(Headers.of(header, value), Headers.EMPTY)).containsExactly(expected);
    assertThat(verify(Headers.of("x-amz-trailer", header), Headers.of(header, value)))
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({"CRC32, NhCmhw==", "SHA256, LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCU="})
  void aWrongChecksumIsABadDigest(ChecksumAlgorithm algorithm, String value) {
    String header = ChecksumNames.header(algorithm);
    for (boolean trailing : new boolean[] {false, true}) {
      Headers headers = trailing ? Headers.of("x-amz-trailer", header) : Headers.of(header, value);
      assertThatThrownBy(() -> verify(headers, Headers.of(header, value)))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.error().code()).isEqualTo("BadDigest"))
          .hasMessage("The " + algorithm + " you specified did not match the calculated checksum.");
    }
  }

  @Test
  void aTrailerThatIsNoChecksumIsRefused() {
    Headers headers = Headers.of("x-amz-trailer", "x-amz-checksum-crc32");
    assertThatThrownBy(() -> verify(headers, Headers.of("x-amz-checksum-crc32", "x")))
        .hasMessage("Value for x-amz-checksum-crc32 trailing header is invalid.");
    assertThatThrownBy(() -> verify(headers, Headers.EMPTY))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.error().code()).isEqualTo("MalformedTrailerError"));
  }

  @Test
  void nothingIsComputedWhereNothingIsAskedUnlessThereIsAStandard() throws Exception {
    assertThat(verify(Headers.EMPTY, Headers.EMPTY)).isEmpty();
    VerifiedContent content =
        new VerifiedContent(
            payload(Headers.EMPTY), RequestedChecksum.NONE.orElse(ChecksumAlgorithm.CRC32));
    assertThatThrownBy(content::checksums).isInstanceOf(IllegalStateException.class);
    while (content.next() != null) {
      // Read to the end.
    }
    assertThat(content.checksums())
        .isEqualTo(List.of(ChecksumNames.parse(ChecksumAlgorithm.CRC32, CRC32).orElseThrow()));
    assertThat(Optional.of(content.checksums().getFirst().base64())).hasValue(CRC32);
  }
}
