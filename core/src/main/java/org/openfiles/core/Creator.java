package org.openfiles.core;

import org.openfiles.core.FileTree.Creation;

/// On whose behalf entries are made.
///
/// @param umask the permission bits that new entries don't get (POSIX.1-2024, `umask()`)
public record Creator(int uid, int gid, int umask) {
  public Creation file() {
    return new Creation(0666 & ~umask, uid, gid);
  }

  public Creation directory() {
    return new Creation(0777 & ~umask, uid, gid);
  }
}
