package org.openfiles.door.s3.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openfiles.core.Checksum.Scope;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Headers;

class RequestedChecksumTest {
  @Test
  void nothingIsRequestedWhereNothingIsSaid() throws Exception {
    assertThat(RequestedChecksum.of(Headers.of("Host", "h", "x-amz-checksum-mode", "ENABLED")))
        .isEqualTo(RequestedChecksum.NONE);
  }

  @Test
  void aHeaderSaysWhatIsExpected() throws Exception {
    RequestedChecksum requested =
        RequestedChecksum.of(
            Headers.of(
                "X-Amz-Checksum-CRC32", "y/Q5Jg==", "x-amz-sdk-checksum-algorithm", "crc32"));
    assertThat(requested.algorithm()).hasValue(ChecksumAlgorithm.CRC32);
    assertThat(requested.expected().orElseThrow().base64()).isEqualTo("y/Q5Jg==");
    assertThat(requested.trailing()).isFalse();
  }

  @Test
  void aTrailerIsAnnounced() throws Exception {
    RequestedChecksum requested =
        RequestedChecksum.of(Headers.of("x-amz-trailer", "X-Amz-Checksum-Sha256"));
    assertThat(requested)
        .isEqualTo(
            new RequestedChecksum(Optional.of(ChecksumAlgorithm.SHA256), Optional.empty(), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-amz-checksum-crc32 | abc= | InvalidRequest | Value for x-amz-checksum-crc32 header is invalid.",
        "x-amz-checksum-crc32 | AAAAAAA= | InvalidRequest | Value for x-amz-checksum-crc32 header is invalid.",
        "x-amz-checksum-sha256 | sailorjerry | InvalidRequest | Value for x-amz-checksum-sha256 header is invalid.",
        "x-amz-checksum-foo | AAAAAA== | InvalidRequest | The algorithm type you specified in x-amz-checksum- header is invalid.",
        "x-amz-checksum-xxhash64 | AAAAAAA= | InvalidRequest | Value for x-amz-checksum-xxhash64 header is invalid.",
        "x-amz-trailer | x-amz-checksum-type | InvalidRequest | The value specified in the x-amz-trailer header is not supported",
        "x-amz-trailer | x-custom | InvalidRequest | The value specified in the x-amz-trailer header is not supported",
        "x-amz-sdk-checksum-algorithm | CRC32 | InvalidRequest | x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
        "x-amz-sdk-checksum-algorithm | FOO | InvalidRequest | Value for x-amz-sdk-checksum-algorithm header is invalid."
      })
  void whatCannotBeIsRefused(String name, String value, String code, String message) {
    assertThatThrownBy(() -> RequestedChecksum.of(Headers.of(name, value)))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.error().code()).isEqualTo(code);
              assertThat(e.text()).isEqualTo(message);
            });
  }

  @Test
  void twoChecksumsAreRefused() {
    assertThatThrownBy(
            () ->
                RequestedChecksum.of(
                    Headers.of(
                        "x-amz-checksum-crc32", "AAAAAA==", "x-amz-checksum-crc32c", "AAAAAA==")))
        .hasMessageStartingWith("Expecting a single x-amz-checksum- header.");
    assertThatThrownBy(
            () ->
                RequestedChecksum.of(
                    Headers.of(
                        "x-amz-checksum-crc32",
                        "AAAAAA==",
                        "x-amz-trailer",
                        "x-amz-checksum-crc32")))
        .hasMessageStartingWith("Expecting a single x-amz-checksum- header.");
    assertThatThrownBy(
            () ->
                RequestedChecksum.of(
                    Headers.of(
                        "x-amz-checksum-crc32",
                        "AAAAAA==",
                        "x-amz-sdk-checksum-algorithm",
                        "sha1")))
        .hasMessage("Value for x-amz-sdk-checksum-algorithm header is invalid.");
  }

  @ParameterizedTest
  @CsvSource({
    "CRC32, , COMPOSITE",
    "SHA256, , COMPOSITE",
    "CRC64NVME, , FULL_OBJECT",
    "CRC32, full_object, FULL_OBJECT",
    "CRC32C, COMPOSITE, COMPOSITE"
  })
  void scopeOfAnUploadFollowsFromAlgorithmAndType(
      ChecksumAlgorithm algorithm, String type, Scope scope) throws Exception {
    assertThat(ChecksumNames.scope(algorithm, Optional.ofNullable(type))).isEqualTo(scope);
  }

  @ParameterizedTest
  @CsvSource({"SHA1, FULL_OBJECT, sha1", "CRC64NVME, COMPOSITE, crc64nvme"})
  void scopeThatAnAlgorithmCannotHaveIsRefused(
      ChecksumAlgorithm algorithm, String type, String name) {
    assertThatThrownBy(() -> ChecksumNames.scope(algorithm, Optional.of(type)))
        .hasMessage(
            "The %s checksum type cannot be used with the %s checksum algorithm.", type, name);
  }

  @Test
  void checksumOfAnObjectInPartsMayEndInTheirNumber() {
    assertThat(
            ChecksumNames.parseObject(ChecksumAlgorithm.CRC32, "AAAAAA==-3").orElseThrow().scope())
        .isEqualTo(Scope.COMPOSITE);
    assertThat(ChecksumNames.parseObject(ChecksumAlgorithm.CRC32, "AAAAAA==").orElseThrow().scope())
        .isEqualTo(Scope.FULL_OBJECT);
    assertThat(ChecksumNames.parseObject(ChecksumAlgorithm.CRC32, "AAAAAA==-x")).isEmpty();
    assertThat(ChecksumNames.parseObject(ChecksumAlgorithm.CRC32, "AAAA-3")).isEmpty();
  }

  @Test
  void contentMd5IsSixteenBytesOrInvalid() throws Exception {
    assertThat(ContentMd5.of(Headers.EMPTY)).isEmpty();
    assertThat(ContentMd5.of(Headers.of("content-md5", "1B2M2Y8AsgTpgAmY7PhCfg=="))).isPresent();
    for (String bad :
        new String[] {"", "AWS HAHAHA", "YWJyYWNhZGFicmE=", "1B2M2Y8AsgTpgAmY7PhCf"}) {
      assertThatThrownBy(() -> ContentMd5.of(Headers.of("Content-MD5", bad)))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.error()).isEqualTo(S3Error.INVALID_DIGEST));
    }
  }
}
