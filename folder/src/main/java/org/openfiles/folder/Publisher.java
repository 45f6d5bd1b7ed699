package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.openfiles.core.ConflictException;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.Precondition;
import org.openfiles.posix.Directory;
import org.openfiles.posix.FileStatus;
import org.openfiles.posix.PosixException;
import org.openfiles.posix.RenameMode;

/// Gives drafts their names: atomically, under a precondition, and on the disk at the return.
///
/// Inside this program the lock of the key makes check and rename one; that there is no object is
/// checked by the rename itself as well, so it holds against every other program.
final class Publisher {
  private static final int ATTEMPTS = 100;

  private final Interior interior;
  private final Markers markers;

  Publisher(Interior interior, Markers markers) {
    this.interior = interior;
    this.markers = markers;
  }

  /// The caller closes the draft, whatever comes of it.
  ObjectInfo publish(Draft draft, Precondition precondition) throws IOException {
    KeyPath path = KeyPaths.of(draft.key());
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        try (Directory plain = directory(draft.key(), path)) {
          switch (place(draft, precondition, path, plain)) {
            case PLAIN -> {
              interior.sync(plain);
              remember(draft, path.plain());
              return draft.info();
            }
            case CLASH -> {
              return draft.info();
            }
            case ELSEWHERE -> {
              return publishElsewhere(draft, precondition, plain);
            }
            case RACED -> {}
          }
        }
      }
      throw new ConflictException(draft.key().value(), "changes all the time");
    } catch (IOException | RuntimeException e) {
      pruneAfter(path, e);
      throw e;
    }
  }

  private enum Placed {
    PLAIN,
    CLASH,
    /// Somebody else changed the names meanwhile; nothing was done.
    RACED,
    /// The directory is on another file system than the draft; nothing was done.
    ELSEWHERE
  }

  private Directory directory(Key key, KeyPath path) throws IOException {
    return interior.directories().make(key, path.plain().directories(), interior.clearing());
  }

  private ObjectInfo publishElsewhere(Draft draft, Precondition precondition, Directory target)
      throws IOException {
    try (Draft moved = interior.drafts().moved(draft, target)) {
      return publish(moved, precondition);
    }
  }

  private Placed place(Draft draft, Precondition precondition, KeyPath path, Directory plain)
      throws IOException {
    Key key = draft.key();
    try (KeyLocks.Held _ = interior.hold(key)) {
      Preconditions.check(key, precondition, interior.lookup());
      Target target = Target.of(interior.root(), key, path);
      if (target.plain()) {
        Placed placed = rename(draft, precondition, target, plain, Placed.PLAIN);
        if (placed == Placed.PLAIN && path.marker()) {
          // The file is the marker now; whatever the directory says is older.
          markers.unmark(plain);
        }
        return placed;
      }
      try (Directory directory =
          interior
              .directories()
              .make(key, target.place().directories(), Directories.Obstacle.FIXED)) {
        Placed placed = rename(draft, precondition, target, directory, Placed.CLASH);
        interior.sync(directory);
        return placed;
      }
    }
  }

  private Placed rename(
      Draft draft, Precondition precondition, Target target, Directory directory, Placed done)
      throws IOException {
    RenameMode mode =
        precondition instanceof Precondition.Absent && target.occupant() instanceof Occupant.Nothing
            ? RenameMode.NOREPLACE
            : RenameMode.REPLACE;
    try (Replaced replaced = Replaced.pin(interior, draft.sidecar(), target)) {
      draft.temporary().publish(directory, target.place().name(), mode);
      draft.setPublished();
      replaced.dropSidecars();
      return done;
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException | NoSuchFileException _) {
      return raced(draft);
    } catch (PosixException e) {
      return switch (e.errno()) {
        case EISDIR -> raced(draft);
        case EXDEV -> Placed.ELSEWHERE;
        default -> throw e;
      };
    }
  }

  private static Placed raced(Draft draft) throws IOException {
    if (draft.temporary().isGone()) {
      throw new ConflictException(draft.key().value(), "its temporary file was removed");
    }
    return Placed.RACED;
  }

  private void remember(Draft draft, Place place) throws IOException {
    // The rename changed the time of the inode.
    FileStatus status = draft.temporary().file().status();
    interior
        .cache()
        .put(draft.key(), new MetadataCache.Known(place, place.path(), status, draft.document()));
  }

  private void pruneAfter(KeyPath path, Exception fault) {
    try {
      interior.pruning().prune(path.plain().directories());
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
  }
}
