package org.openfiles.core;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunningChecksumTest {

  /// The "check" values of the catalogues: over `123456789`.
  @ParameterizedTest
  @CsvSource({
    "CRC32, cbf43926",
    "CRC32C, e3069283",
    "CRC64NVME, ae8b14860a799888",
    "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
    "MD5, 25f9e794323b453885f5181f1b624d0b"
  })
  void valueIsTheOneOfTheCatalogue(ChecksumAlgorithm algorithm, String expected) {
    RunningChecksum sum = RunningChecksum.of(algorithm);
    sum.update(ByteBuffer.wrap("123456789".getBytes(US_ASCII)));

    assertThat(HexFormat.of().formatHex(sum.finish().bytes())).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void piecesGiveTheSameAsTheWhole(ChecksumAlgorithm algorithm) {
    byte[] bytes = new byte[10_000];
    new Random(1).nextBytes(bytes);
    RunningChecksum sum = RunningChecksum.of(algorithm);
    sum.update(ByteBuffer.wrap(bytes));
    Checksum whole = sum.finish();

    Random random = new Random(2);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    while (direct.position() < bytes.length) {
      int end = Math.min(bytes.length, direct.position() + random.nextInt(40));
      sum.update(direct.slice(direct.position(), end - direct.position()));
      direct.position(end);
    }

    assertThat(sum.finish()).isEqualTo(whole);
  }

  @Test
  void updateLeavesThePositionWhereItIs() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[10]).position(3);

    RunningChecksum.of(ChecksumAlgorithm.CRC64NVME).update(bytes);

    assertThat(bytes.position()).isEqualTo(3);
  }
}
