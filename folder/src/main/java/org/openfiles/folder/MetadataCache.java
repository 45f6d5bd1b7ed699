package org.openfiles.folder;

import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.posix.Directory;
import org.openfiles.posix.FileStatus;

/// The metadata of the objects of one folder that were looked at last, each good for one state of
/// one file. The folders of a node share the room.
///
/// An entry is never trusted without the status of the open file, so other programs may change what
/// they like.
final class MetadataCache {
  private final Directory root;
  private final RecentMap<Name, Known> recent;

  /// @param root tells this folder from others
  MetadataCache(Directory root, RecentMap<Name, Known> recent) {
    this.root = root;
    this.recent = recent;
  }

  /// An object among those of all folders.
  record Name(Directory root, Key key) {}

  /// @param path from the root of the bucket to the file
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Known(Place place, byte[] path, FileStatus status, Document document) {
    boolean holdsFor(FileStatus now) {
      return now.inode() == status.inode()
          && now.changedNanos() == status.changedNanos()
          && now.modifiedNanos() == status.modifiedNanos()
          && now.size() == status.size()
          && now.device() == status.device()
          && now.kind() == status.kind();
    }
  }

  Optional<Known> of(Key key) {
    return recent.get(new Name(root, key));
  }

  void put(Key key, Known known) {
    recent.put(new Name(root, key), known);
  }

  /// For changes of our own, which may fall into one tick of the file system's clock.
  void forget(Key key) {
    recent.remove(new Name(root, key));
  }
}
