package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.ConflictException;
import org.openfiles.core.Key;
import org.openfiles.posix.Directory;
import org.openfiles.posix.EscapesDirectoryException;
import org.openfiles.posix.FileName;

/// Finds the directories of keys and makes those that are missing, durably. Those that it makes
/// bear a mark, so that they alone are removed again when they are empty.
final class Directories {
  /// As `mkdir(2)` is usually called: the umask decides.
  private static final int MODE = 0777;

  private static final int ATTEMPTS = 100;

  private final Directory root;
  private final boolean fsync;
  private final MadeMark mark = new MadeMark();

  /// Directories that may not be on the disk yet, by path. Whoever writes in one that somebody else
  /// has just made must not be faster than that.
  private final Unsynced unsynced = new Unsynced();

  Directories(Directory root, boolean fsync) {
    this.root = root;
    this.fsync = fsync;
  }

  /// What is done about an object whose name is needed for a directory.
  @FunctionalInterface
  interface Obstacle {
    /// An obstacle that stays where it is.
    Obstacle FIXED = _ -> false;

    /// Moves what has this place out of the way; false when it may not be moved.
    boolean clear(Place place) throws IOException;
  }

  /// The directory, where all of it exists.
  Optional<Directory> ifPresent(List<byte[]> names) throws IOException {
    try {
      return Optional.of(root.openDirectory(Slashes.join(names)));
    } catch (NoSuchFileException
        | NotDirectoryException
        | EscapesDirectoryException
        | FileSystemLoopException _) {
      return Optional.empty();
    }
  }

  /// The directory, made where it does not exist.
  Directory make(Key key, List<byte[]> names, Obstacle obstacle) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Directory> directory = ifPresent(names);
      if (directory.isPresent()) {
        syncWhatOthersMade(names);
        return directory.get();
      }
      try {
        for (int depth = 1; depth <= names.size(); depth++) {
          makeOne(key, names.subList(0, depth), obstacle);
        }
      } catch (NoSuchFileException _) {
        // A directory above was removed at that instant.
      }
    }
    throw new ConflictException(key.value(), "its directory comes and goes");
  }

  private void makeOne(Key key, List<byte[]> names, Obstacle obstacle) throws IOException {
    byte[] path = Slashes.join(names);
    try {
      root.openDirectory(path).close();
    } catch (NoSuchFileException _) {
      mkdir(key, names, path);
    } catch (NotDirectoryException e) {
      if (!obstacle.clear(new Place(names))) {
        throw inTheWay(key, path, "is in the way: neither a directory nor an object");
      }
    } catch (EscapesDirectoryException | FileSystemLoopException _) {
      throw inTheWay(key, path, "leaves the bucket");
    }
  }

  private void mkdir(Key key, List<byte[]> names, byte[] path) throws IOException {
    byte[] name = names.getLast();
    String display = FileName.display(path);
    unsynced.begin(display);
    try (Directory above = root.openDirectory(Slashes.join(names.subList(0, names.size() - 1)))) {
      above.mkdir(name, MODE);
      try (Directory made = root.openDirectory(path)) {
        mark.set(made);
      }
      sync(above);
    } catch (FileAlreadyExistsException _) {
      if (Occupant.at(root, new Place(names)) instanceof Occupant.DeadLink) {
        throw inTheWay(key, path, "leads nowhere");
      }
      // Otherwise somebody else was faster, and the next attempt sees what it is.
    } finally {
      unsynced.end(display);
    }
  }

  private void syncWhatOthersMade(List<byte[]> names) throws IOException {
    if (unsynced.isEmpty()) {
      return;
    }
    for (int depth = 1; depth <= names.size(); depth++) {
      if (unsynced.contains(FileName.display(Slashes.join(names.subList(0, depth))))) {
        try (Directory above = root.openDirectory(Slashes.join(names.subList(0, depth - 1)))) {
          sync(above);
        }
      }
    }
  }

  private void sync(Directory directory) throws IOException {
    if (fsync) {
      directory.sync();
    }
  }

  private static AccessDeniedException inTheWay(Key key, byte[] path, String reason) {
    return new AccessDeniedException(key.value(), null, FileName.display(path) + " " + reason);
  }
}
