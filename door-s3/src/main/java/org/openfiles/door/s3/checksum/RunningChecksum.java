package org.openfiles.door.s3.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.openfiles.core.ChecksumAlgorithm;

/// A checksum in the making. Not thread-safe.
public sealed interface RunningChecksum {
  /// Takes the bytes from the position to the limit. Neither is moved.
  void update(ByteBuffer bytes);

  /// The checksum of all bytes taken, which ends it.
  byte[] value();

  static RunningChecksum of(ChecksumAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> new Crc32(new CRC32());
      case CRC32C -> new Crc32(new CRC32C());
      case CRC64NVME -> new Crc64(new Crc64Nvme());
      case SHA1 -> new Digest(digest("SHA-1"));
      case SHA256 -> new Digest(digest("SHA-256"));
      case SHA512 -> new Digest(digest("SHA-512"));
      case MD5 -> new Digest(digest("MD5"));
    };
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks a digest name=" + name, e);
    }
  }

  /// One of the two CRCs of the JDK.
  record Crc32(Checksum crc) implements RunningChecksum {
    @Override
    public void update(ByteBuffer bytes) {
      crc.update(bytes.duplicate());
    }

    @Override
    public byte[] value() {
      return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }
  }

  /// The CRC that the JDK does not have.
  record Crc64(Crc64Nvme crc) implements RunningChecksum {
    @Override
    public void update(ByteBuffer bytes) {
      crc.update(bytes);
    }

    @Override
    public byte[] value() {
      return ByteBuffer.allocate(8).putLong(crc.value()).array();
    }
  }

  /// A digest of the JDK.
  record Digest(MessageDigest digest) implements RunningChecksum {
    @Override
    public void update(ByteBuffer bytes) {
      digest.update(bytes.duplicate());
    }

    @Override
    public byte[] value() {
      return digest.digest();
    }
  }
}
