package org.openfiles.folder;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.posix.Directory;
import org.openfiles.posix.RenameMode;

/// Moves an object from its plain name to its clash name, since a directory needs the plain one.
///
/// The rename is atomic and the bytes, the metadata and the etag stay; readers look at the plain
/// name first and then at the clash name, so they find the object all the time.
final class Clearing implements Directories.Obstacle {
  private final Directory root;
  private final Directories directories;
  private final KeyLocks locks;
  private final boolean fsync;

  Clearing(Directory root, Directories directories, KeyLocks locks, boolean fsync) {
    this.root = root;
    this.directories = directories;
    this.locks = locks;
    this.fsync = fsync;
  }

  /// Takes the lock of the object's key, so it is called without a lock.
  @Override
  public boolean clear(Place place) throws IOException {
    Optional<Key> key = KeyPaths.keyOf(place);
    if (key.isEmpty()) {
      return false;
    }
    KeyPath path = KeyPaths.of(key.get());
    if (!Arrays.equals(path.plain().path(), place.path())) {
      return false;
    }
    try (KeyLocks.Held _ = locks.hold(key.get())) {
      return switch (Occupant.at(root, place)) {
        // Gone meanwhile, or a directory by now: the caller looks again.
        case Occupant.Nothing _ -> true;
        case Occupant.DeadLink _ -> false;
        case Occupant.Other _ -> isDirectory(place);
        case Occupant.File _ -> {
          move(key.get(), path);
          yield true;
        }
      };
    }
  }

  private void move(Key key, KeyPath path) throws IOException {
    try (Directory source = root.openDirectory(path.plain().directory());
        Directory target =
            directories.make(key, path.clash().directories(), Directories.Obstacle.FIXED)) {
      // Where both names are taken the plain one is the object; the other is replaced.
      source.rename(path.plain().name(), target, path.clash().name(), RenameMode.REPLACE);
      if (fsync) {
        target.sync();
        source.sync();
      }
    }
  }

  private boolean isDirectory(Place place) throws IOException {
    return Occupant.followed(root, place.path()).map(status -> status.isDirectory()).orElse(false);
  }
}
