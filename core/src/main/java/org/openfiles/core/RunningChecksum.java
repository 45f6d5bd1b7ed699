package org.openfiles.core;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// A checksum while its bytes come by. Used by one thread.
public final class RunningChecksum {
  private final ChecksumAlgorithm algorithm;
  private final Sum sum;

  private RunningChecksum(ChecksumAlgorithm algorithm, Sum sum) {
    this.algorithm = algorithm;
    this.sum = sum;
  }

  public static RunningChecksum of(ChecksumAlgorithm algorithm) {
    Sum sum =
        switch (algorithm) {
          case CRC32 -> new Crc(new CRC32(), Integer.BYTES);
          case CRC32C -> new Crc(new CRC32C(), Integer.BYTES);
          case CRC64NVME -> new Crc(new Crc64Nvme(), Long.BYTES);
          case SHA1 -> Digest.of("SHA-1");
          case SHA256 -> Digest.of("SHA-256");
          case SHA512 -> Digest.of("SHA-512");
          case MD5 -> Digest.of("MD5");
          case XXHASH64 -> new XxHash64();
          case XXHASH3 -> new Xxh3(Long.BYTES);
          case XXHASH128 -> new Xxh3(2 * Long.BYTES);
        };
    return new RunningChecksum(algorithm, sum);
  }

  public ChecksumAlgorithm algorithm() {
    return algorithm;
  }

  /// Takes the remaining bytes; the buffer's position stays where it is.
  public void update(ByteBuffer bytes) {
    sum.update(bytes.duplicate());
  }

  /// The value over everything so far. The next byte begins a new one.
  public Checksum finish() {
    return Checksum.of(algorithm, sum.finish());
  }

  /// How one of them is computed.
  sealed interface Sum permits Crc, Digest, XxHash64, Xxh3 {
    /// Takes the remaining bytes, and may move the position.
    void update(ByteBuffer bytes);

    /// The value, most significant byte first; the sum begins anew.
    byte[] finish();
  }

  private record Crc(java.util.zip.Checksum crc, int width) implements Sum {
    @Override
    public void update(ByteBuffer bytes) {
      crc.update(bytes);
    }

    @Override
    public byte[] finish() {
      byte[] value = new byte[width];
      long rest = crc.getValue();
      for (int i = width - 1; i >= 0; i--, rest >>>= 8) {
        value[i] = (byte) rest;
      }
      crc.reset();
      return value;
    }
  }

  private record Digest(MessageDigest digest) implements Sum {
    static Digest of(String name) {
      try {
        return new Digest(MessageDigest.getInstance(name));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has " + name, e);
      }
    }

    @Override
    public void update(ByteBuffer bytes) {
      digest.update(bytes);
    }

    @Override
    public byte[] finish() {
      return digest.digest();
    }
  }
}
