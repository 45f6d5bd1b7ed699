package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.LinkOption;
import java.util.Optional;
import org.openfiles.posix.Directory;
import org.openfiles.posix.EscapesDirectoryException;
import org.openfiles.posix.FileKind;
import org.openfiles.posix.FileStatus;

/// What has a name where an object may be.
sealed interface Occupant {
  Occupant NOTHING = new Nothing();
  Occupant OTHER = new Other();

  /// The name is free.
  record Nothing() implements Occupant {}

  /// A regular file, or a link to one inside of the bucket.
  record File(FileStatus status) implements Occupant {}

  /// A symbolic link that leads nowhere, or out of the bucket: no object, and may be replaced by
  /// one.
  record DeadLink() implements Occupant {}

  /// Something that stays where it is: a directory (or a link to one), a FIFO, a socket, a device.
  record Other() implements Occupant {}

  /// Looks beneath the root, since a link may lead upwards as long as it stays inside.
  static Occupant at(Directory root, Place place) throws IOException {
    byte[] path = place.path();
    Optional<FileStatus> entry = root.statusIfPresent(path, LinkOption.NOFOLLOW_LINKS);
    if (entry.isEmpty()) {
      return NOTHING;
    }
    if (entry.get().kind() != FileKind.SYMLINK) {
      return of(entry.get());
    }
    return followed(root, path).map(Occupant::of).orElseGet(DeadLink::new);
  }

  /// The status of what a path leads to, if that is anything inside of the bucket.
  static Optional<FileStatus> followed(Directory root, byte[] path) throws IOException {
    try {
      return root.statusIfPresent(path);
    } catch (EscapesDirectoryException | FileSystemLoopException _) {
      return Optional.empty();
    }
  }

  private static Occupant of(FileStatus status) {
    return status.isRegular() ? new File(status) : OTHER;
  }
}
