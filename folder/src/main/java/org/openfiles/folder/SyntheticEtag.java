package org.openfiles.folder;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.openfiles.core.ETag;
import org.openfiles.posix.FileStatus;

/// The etag of a file whose bytes nobody here has seen: stable while it is not changed, another one
/// afterwards.
///
/// It has the form of a multipart upload's etag, so that no client compares it with an MD5, and the
/// number of parts is 0, which no multipart upload has.
final class SyntheticEtag {
  private SyntheticEtag() {}

  static ETag of(FileStatus status) {
    ByteBuffer identity = ByteBuffer.allocate(3 * Long.BYTES);
    identity.putLong(status.inode()).putLong(status.size()).putLong(status.modifiedNanos());
    byte[] digest = sha256().digest(identity.array());
    return new ETag(HexFormat.of().formatHex(digest, 0, 16) + "-0");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
