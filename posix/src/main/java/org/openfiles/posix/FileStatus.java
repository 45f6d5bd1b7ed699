package org.openfiles.posix;

import java.time.Instant;

/// What the kernel says about one inode at one instant.
///
/// Times are nanoseconds since 1970; a time outside of the years 1678 to 2261 is given as the
/// nearest `long`. Device and inode together are the identity of the file while it exists.
///
/// @param mode the permission bits, without the kind
/// @param links 0 for a file that has no name any more, or none yet
public record FileStatus(
    FileKind kind,
    long device,
    long inode,
    long size,
    long modifiedNanos,
    long changedNanos,
    int links,
    int mode,
    int uid,
    int gid) {

  /// When the content changed last.
  public Instant modified() {
    return Instant.ofEpochSecond(0, modifiedNanos);
  }

  public boolean isRegular() {
    return kind == FileKind.REGULAR;
  }

  public boolean isDirectory() {
    return kind == FileKind.DIRECTORY;
  }
}
