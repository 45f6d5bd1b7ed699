package org.openfiles.folder;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
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

  /// What was found at a key.
  static final class Known {
    private final Place place;
    private final byte[] path;
    private final FileStatus status;
    private final Document document;
    private @Nullable ObjectInfo info;

    /// @param path from the root of the bucket to the file
    Known(Place place, byte[] path, FileStatus status, Document document) {
      this.place = place;
      this.path = path;
      this.status = status;
      this.document = document;
    }

    Place place() {
      return place;
    }

    byte[] path() {
      return path;
    }

    Document document() {
      return document;
    }

    /// What is told of the object while this holds. Made when it is asked for, since a listing asks
    /// for much that nobody reads, and kept, since an etag may have to be computed.
    ObjectInfo info(Key key) {
      ObjectInfo made = info;
      if (made == null) {
        made = Infos.of(key, status, document);
        info = made;
      }
      return made;
    }

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
