package org.openfiles.folder;

import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;

/// The MD5 of bytes while they come by. Once they are many it is computed on a second thread, so
/// that receiving and writing them go on meanwhile. Used by one thread; always closed.
final class Md5 implements AutoCloseable {
  /// Hashing less than this takes less than handing it over gains.
  private static final long INLINE_BYTES = 256 << 10;

  private final HashLanes lanes;
  private final MessageDigest digest;
  private @Nullable HashLane lane;
  private long inline;

  Md5(HashLanes lanes) {
    this.lanes = lanes;
    this.digest = digest();
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  /// Takes the remaining bytes; the buffer's position stays where it is, and it may be reused at
  /// the return.
  void update(ByteBuffer bytes) throws InterruptedIOException {
    if (lane == null && inline >= INLINE_BYTES) {
      lane = lanes.takeOrNull();
      inline = 0;
      if (lane != null) {
        lane.start(digest);
      }
    }
    if (lane != null) {
      lane.put(bytes.duplicate());
    } else {
      inline += bytes.remaining();
      digest.update(bytes.duplicate());
    }
  }

  Checksum finish() throws InterruptedIOException {
    HashLane used = lane;
    if (used != null) {
      used.finish();
      lane = null;
      lanes.giveBack(used);
    }
    return Checksum.of(ChecksumAlgorithm.MD5, digest.digest());
  }

  @Override
  public void close() {
    if (lane != null) {
      lane.abandon();
      lanes.giveBack(new HashLane());
      lane = null;
    }
  }
}
