package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.openfiles.posix.Directory;
import org.openfiles.posix.Errno;
import org.openfiles.posix.PosixException;
import org.openfiles.posix.RenameMode;

/// Renames that keep their promise on file systems which know only the plain one.
final class Renames {
  private Renames() {}

  static void rename(
      Directory source, byte[] name, Directory target, byte[] targetName, RenameMode mode)
      throws IOException {
    try {
      source.rename(name, target, targetName, mode);
    } catch (PosixException e) {
      if (mode != RenameMode.NOREPLACE || e.errno() != Errno.EINVAL) {
        throw e;
      }
      // A second name fails when there is one, as well; the first is then dropped.
      source.link(name, target, targetName);
      try {
        source.unlink(name);
      } catch (NoSuchFileException _) {
        // Only the second name matters.
      }
    }
  }
}
