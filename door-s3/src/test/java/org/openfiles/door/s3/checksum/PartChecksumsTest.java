package org.openfiles.door.s3.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openfiles.core.Checksum;
import org.openfiles.core.Checksum.Scope;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.ETag;
import org.openfiles.core.PartInfo;
import org.openfiles.core.RunningChecksum;

class PartChecksumsTest {
  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void fullObjectChecksumOfPartsIsThatOfTheirBytes(ChecksumAlgorithm algorithm) {
    Random random = new Random(42);
    for (int round = 0; round < 200; round++) {
      byte[] data = new byte[random.nextInt(5000)];
      random.nextBytes(data);
      assertThat(PartChecksums.of(algorithm, Scope.FULL_OBJECT, parts(algorithm, data, random)))
          .hasValue(checksum(algorithm, data));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void lengthsBeyondMemoryAreCombined(ChecksumAlgorithm algorithm) {
    // 2^40 zero bytes, put together by doubling, and in one step.
    Checksum doubled = checksum(algorithm, new byte[1 << 10]);
    long length = 1 << 10;
    while (length < 1L << 40) {
      PartInfo part = part(length, doubled);
      doubled = PartChecksums.of(algorithm, Scope.FULL_OBJECT, List.of(part, part)).orElseThrow();
      length *= 2;
    }
    List<PartInfo> thirds =
        List.of(
            part(1, checksum(algorithm, new byte[1])),
            part((1L << 40) - 1, zeros(algorithm, (1L << 40) - 1)));
    assertThat(PartChecksums.of(algorithm, Scope.FULL_OBJECT, thirds)).hasValue(doubled);
  }

  @ParameterizedTest
  @EnumSource
  void compositeChecksumIsThatOfTheChecksums(ChecksumAlgorithm algorithm) {
    List<PartInfo> parts = parts(algorithm, new byte[3000], new Random(1));
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    parts.forEach(part -> values.writeBytes(part.checksums().getFirst().bytes()));
    Checksum expected = checksum(algorithm, values.toByteArray());
    assertThat(PartChecksums.of(algorithm, Scope.COMPOSITE, parts))
        .hasValue(new Checksum(algorithm, expected.base64(), Scope.COMPOSITE));
  }

  @ParameterizedTest
  @EnumSource
  void aPartWithoutChecksumMakesThereBeNone(ChecksumAlgorithm algorithm) {
    List<PartInfo> parts = new ArrayList<>(parts(algorithm, new byte[100], new Random(1)));
    parts.add(new PartInfo(99, 1, new ETag("x"), Instant.EPOCH, List.of()));
    for (Scope scope : Scope.values()) {
      assertThat(PartChecksums.of(algorithm, scope, parts)).isEmpty();
    }
  }

  /// The checksum of that many zero bytes, by the binary digits of the number.
  private static Checksum zeros(ChecksumAlgorithm algorithm, long length) {
    Checksum power = checksum(algorithm, new byte[1]);
    List<PartInfo> parts = new ArrayList<>();
    for (long size = 1; size <= length; size *= 2) {
      PartInfo part = part(size, power);
      if ((length & size) != 0) {
        parts.add(part);
      }
      power = PartChecksums.of(algorithm, Scope.FULL_OBJECT, List.of(part, part)).orElseThrow();
    }
    return PartChecksums.of(algorithm, Scope.FULL_OBJECT, parts).orElseThrow();
  }

  private static List<PartInfo> parts(ChecksumAlgorithm algorithm, byte[] data, Random random) {
    List<PartInfo> parts = new ArrayList<>();
    int at = 0;
    while (at < data.length) {
      int size = Math.min(random.nextInt(900), data.length - at);
      parts.add(part(size, checksum(algorithm, Arrays.copyOfRange(data, at, at + size))));
      at += size;
    }
    return parts;
  }

  private static PartInfo part(long size, Checksum checksum) {
    return new PartInfo(1, size, new ETag("x"), Instant.EPOCH, List.of(checksum));
  }

  private static Checksum checksum(ChecksumAlgorithm algorithm, byte[] data) {
    RunningChecksum running = RunningChecksum.of(algorithm);
    running.update(ByteBuffer.wrap(data));
    return running.finish();
  }
}
