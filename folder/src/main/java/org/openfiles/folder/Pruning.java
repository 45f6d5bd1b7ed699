package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.posix.Directory;
import org.openfiles.posix.Errno;
import org.openfiles.posix.EscapesDirectoryException;
import org.openfiles.posix.Fd;
import org.openfiles.posix.OpenFlag;
import org.openfiles.posix.PosixException;

/// Removes directories that were made for keys, when the last one of these is gone.
///
/// Takes the lock of the marker of each directory, so it is called without a lock.
final class Pruning {
  /// A marker's file is named so; the name makes the place of a marker out of that of a directory.
  private static final byte[] MARKER = {'.', '%'};

  private final Directory root;
  private final Directories directories;
  private final FileMetadata metadata;
  private final KeyLocks locks;
  private final MadeMark mark = new MadeMark();

  Pruning(Directory root, Directories directories, FileMetadata metadata, KeyLocks locks) {
    this.root = root;
    this.directories = directories;
    this.metadata = metadata;
    this.locks = locks;
  }

  /// Removes the directory and those above it, up to the first that has to stay.
  void prune(List<byte[]> names) throws IOException {
    for (int depth = names.size(); depth > 0; depth--) {
      if (!removeIfOurs(names.subList(0, depth))) {
        return;
      }
    }
  }

  private boolean removeIfOurs(List<byte[]> names) throws IOException {
    Optional<Key> marker = marker(names);
    Optional<Directory> above = directories.ifPresent(names.subList(0, names.size() - 1));
    if (marker.isEmpty() || above.isEmpty()) {
      return false;
    }
    try (Directory parent = above.get();
        KeyLocks.Held _ = locks.hold(marker.get())) {
      if (!isOurs(names)) {
        return false;
      }
      parent.rmdir(names.getLast());
      return true;
    } catch (DirectoryNotEmptyException
        | NoSuchFileException
        | NotDirectoryException
        | EscapesDirectoryException
        | FileSystemLoopException _) {
      return false;
    } catch (PosixException e) {
      // Where a file system is mounted.
      if (e.errno() == Errno.EBUSY) {
        return false;
      }
      throw e;
    }
  }

  /// Made by us, and not the home of a marker.
  private boolean isOurs(List<byte[]> names) throws IOException {
    byte[] path = Slashes.join(names);
    try (Fd directory = root.openFile(path, OpenFlag.READ, OpenFlag.DIRECTORY)) {
      return mark.isOn(directory)
          && metadata.readFromDirectory(directory, directory.status()).isEmpty();
    }
  }

  private static Optional<Key> marker(List<byte[]> names) {
    List<byte[]> marker = new ArrayList<>(names);
    marker.add(MARKER);
    return KeyPaths.keyOf(new Place(marker));
  }
}
