package org.openfiles.folder;

import java.io.IOException;
import org.openfiles.posix.Directory;
import org.openfiles.posix.Errno;
import org.openfiles.posix.Fd;
import org.openfiles.posix.PosixException;

/// Tells the directories that came into being for a key from those that somebody made: only the
/// former are removed when they are empty. Without extended attributes none is.
final class MadeMark {
  private static final String ATTRIBUTE = "user.openfiles.made";
  private static final byte[] YES = {'1'};

  void set(Directory directory) throws IOException {
    try (Fd self = directory.openSelf()) {
      self.setXattr(ATTRIBUTE, YES);
    } catch (PosixException e) {
      if (!isLack(e)) {
        throw e;
      }
    }
  }

  boolean isOn(Fd directory) throws IOException {
    try {
      return directory.xattr(ATTRIBUTE).isPresent();
    } catch (PosixException e) {
      if (!isLack(e)) {
        throw e;
      }
      return false;
    }
  }

  private static boolean isLack(PosixException e) {
    return e.errno() == Errno.EOPNOTSUPP || e.errno() == Errno.ENOSYS;
  }
}
