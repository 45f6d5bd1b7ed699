package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;
import org.openfiles.posix.Directory;
import org.openfiles.posix.EscapesDirectoryException;
import org.openfiles.posix.FileStatus;

/// What all listings of one folder share.
record Bucket(Directory root, InfoReader infos, TokenCache tokens, Unreadable unreadable) {

  /// A directory by its path; empty where there is none inside of the bucket that may be entered.
  Optional<Directory> directory(List<byte[]> names) throws IOException {
    byte[] path = Slashes.join(names);
    try {
      return Optional.of(root.openDirectory(path));
    } catch (NoSuchFileException
        | NotDirectoryException
        | EscapesDirectoryException
        | FileSystemLoopException _) {
      return Optional.empty();
    } catch (AccessDeniedException _) {
      unreadable.tell(path);
      return Optional.empty();
    }
  }

  /// The status of what a path leads to; empty where that is nothing inside of the bucket.
  Optional<FileStatus> status(List<byte[]> names) throws IOException {
    byte[] path = Slashes.join(names);
    try {
      return root.statusIfPresent(path);
    } catch (EscapesDirectoryException | FileSystemLoopException _) {
      return Optional.empty();
    } catch (AccessDeniedException _) {
      unreadable.tell(path);
      return Optional.empty();
    }
  }
}
