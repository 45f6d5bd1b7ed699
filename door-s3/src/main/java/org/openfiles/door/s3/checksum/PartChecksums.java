package org.openfiles.door.s3.checksum;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.Checksum.Scope;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.PartInfo;
import org.openfiles.core.RunningChecksum;

/// The checksum of an object out of those of its parts, without reading its bytes.
public final class PartChecksums {
  private PartChecksums() {}

  /// Whether checksums of parts can be combined to that of the bytes of all parts.
  public static boolean canBeFullObject(ChecksumAlgorithm algorithm) {
    return polynomial(algorithm).isPresent();
  }

  /// The checksum of the whole object, of either scope. Empty when a part lacks a checksum of that
  /// algorithm, or when the algorithm cannot be combined (a digest over the full object).
  public static Optional<Checksum> of(
      ChecksumAlgorithm algorithm, Scope scope, List<PartInfo> parts) {
    return switch (scope) {
      case COMPOSITE -> composite(algorithm, parts);
      case FULL_OBJECT -> fullObject(algorithm, parts);
    };
  }

  private static Optional<Checksum> composite(ChecksumAlgorithm algorithm, List<PartInfo> parts) {
    RunningChecksum running = RunningChecksum.of(algorithm);
    for (PartInfo part : parts) {
      Optional<Checksum> checksum = find(algorithm, part);
      if (checksum.isEmpty()) {
        return Optional.empty();
      }
      running.update(ByteBuffer.wrap(checksum.get().bytes()));
    }
    return Optional.of(new Checksum(algorithm, running.finish().base64(), Scope.COMPOSITE));
  }

  private static Optional<Checksum> fullObject(ChecksumAlgorithm algorithm, List<PartInfo> parts) {
    Optional<CrcPolynomial> polynomial = polynomial(algorithm);
    if (polynomial.isEmpty()) {
      return Optional.empty();
    }
    long crc = 0;
    for (PartInfo part : parts) {
      Optional<Checksum> checksum = find(algorithm, part);
      if (checksum.isEmpty()) {
        return Optional.empty();
      }
      crc = polynomial.get().combine(crc, number(checksum.get().bytes()), part.size());
    }
    byte[] wide = ByteBuffer.allocate(8).putLong(crc).array();
    byte[] value = Arrays.copyOfRange(wide, 8 - algorithm.bytes(), 8);
    return Optional.of(Checksum.of(algorithm, value));
  }

  private static Optional<CrcPolynomial> polynomial(ChecksumAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> Optional.of(CrcPolynomial.CRC32);
      case CRC32C -> Optional.of(CrcPolynomial.CRC32C);
      case CRC64NVME -> Optional.of(CrcPolynomial.CRC64NVME);
      case SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 -> Optional.empty();
    };
  }

  private static Optional<Checksum> find(ChecksumAlgorithm algorithm, PartInfo part) {
    return part.checksums().stream()
        .filter(checksum -> checksum.algorithm() == algorithm)
        .filter(checksum -> checksum.scope() == Scope.FULL_OBJECT)
        .findFirst();
  }

  private static long number(byte[] value) {
    long number = 0;
    for (byte b : value) {
      number = number << 8 | (b & 0xFF);
    }
    return number;
  }
}
