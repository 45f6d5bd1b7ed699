package org.openfiles.door.s3.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.RunningChecksum;

/// The checksums of the core, as the S3 API defines them.
class ChecksumValuesTest {
  /// The check values of the catalogue of CRCs, and the digests of the same text.
  @ParameterizedTest
  @CsvSource({
    "CRC32, cbf43926",
    "CRC32C, e3069283",
    "CRC64NVME, ae8b14860a799888",
    "MD5, 25f9e794323b453885f5181f1b624d0b",
    "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
    "SHA512, d9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274ad27fcd5811b313d681f7"
        + "e55ec02d73d499c95455b6b5bb503acf574fba8ffe85"
  })
  void theCheckValueIsRight(ChecksumAlgorithm algorithm, String hex) {
    RunningChecksum checksum = RunningChecksum.of(algorithm);
    checksum.update(ByteBuffer.wrap("123456789".getBytes(StandardCharsets.US_ASCII)));
    assertThat(HexFormat.of().formatHex(checksum.finish().bytes())).isEqualTo(hex);
  }

  @Test
  void crc64OfZeroAndOneBytesIsRight() {
    // The test vectors of the NVM Express NVM Command Set specification, for 4 KiB.
    assertThat(crc64(new byte[4096])).isEqualTo("6482d367eb22b64e");
    byte[] ones = new byte[4096];
    java.util.Arrays.fill(ones, (byte) 0xFF);
    assertThat(crc64(ones)).isEqualTo("c0ddba7302eca3ac");
  }

  @ParameterizedTest
  @EnumSource
  void piecesOfAnyKindGiveTheSameAsTheWhole(ChecksumAlgorithm algorithm) {
    Random random = new Random(7);
    byte[] data = new byte[10_000];
    random.nextBytes(data);
    RunningChecksum whole = RunningChecksum.of(algorithm);
    whole.update(ByteBuffer.wrap(data));
    Checksum expected = whole.finish();
    for (int round = 0; round < 50; round++) {
      RunningChecksum pieces = RunningChecksum.of(algorithm);
      for (int at = 0; at < data.length; ) {
        int size = Math.min(1 + random.nextInt(700), data.length - at);
        int offset = random.nextInt(8);
        ByteBuffer piece =
            random.nextBoolean()
                ? ByteBuffer.allocate(size + 8)
                : ByteBuffer.allocateDirect(size + 8);
        piece.put(offset, data, at, size).position(offset).limit(offset + size);
        pieces.update(piece);
        assertThat(piece.position()).isEqualTo(offset);
        at += size;
      }
      assertThat(pieces.finish()).isEqualTo(expected);
    }
  }

  private static String crc64(byte[] data) {
    RunningChecksum crc = RunningChecksum.of(ChecksumAlgorithm.CRC64NVME);
    crc.update(ByteBuffer.wrap(data));
    return HexFormat.of().formatHex(crc.finish().bytes());
  }
}
