package org.openfiles.folder;

import org.openfiles.posix.FileStatus;

/// Which directory it is, by whatever path.
record DirectoryId(long device, long inode) {
  static DirectoryId of(FileStatus status) {
    return new DirectoryId(status.device(), status.inode());
  }
}
