package org.openfiles.folder;

import org.openfiles.posix.FileStatus;

/// Which bytes of which file something was found out about: it holds until one of these differs.
///
/// @param alsoModifiedNanos a second time for which it holds, so that a time can be changed without
///   an instant at which nothing holds; otherwise equal to the first
record Identity(long size, long inode, long modifiedNanos, long alsoModifiedNanos) {

  static Identity of(FileStatus status) {
    return new Identity(
        status.size(), status.inode(), status.modifiedNanos(), status.modifiedNanos());
  }

  boolean holdsFor(FileStatus status) {
    return status.size() == size
        && status.inode() == inode
        && (status.modifiedNanos() == modifiedNanos || status.modifiedNanos() == alsoModifiedNanos);
  }
}
