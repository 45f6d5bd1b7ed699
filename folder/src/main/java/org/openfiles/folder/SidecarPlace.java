package org.openfiles.folder;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.openfiles.core.Key;
import org.openfiles.posix.FileName;

/// Where the metadata of one file lies when it is not in an attribute: in `directory`, under a name
/// with the inode in it, so that the sidecars of an old and a new version don't meet.
///
/// @param key of the object, where it is one: by it an orphan is recognized
record SidecarPlace(DirectorySource directory, Supplier<String> base, Optional<Key> key) {

  static SidecarPlace of(Reserved reserved, Key key) {
    return new SidecarPlace(reserved.metadata(), () -> digest(key), Optional.of(key));
  }

  byte[] document(long inode) {
    return FileName.bytes(base.get() + "-" + inode + ".json");
  }

  byte[] parts(long inode) {
    return FileName.bytes(base.get() + "-" + inode + ".parts.json");
  }

  private static String digest(Key key) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.utf8()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
