package org.openfiles.posix;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Turns the negated error numbers of the kernel into exceptions, and lets results pass.
final class Failure {
  private Failure() {}

  static long check(long result, Origin file) throws IOException {
    return check(result, file, (Origin) null);
  }

  static long check(long result, Origin file, @Nullable Origin other) throws IOException {
    if (result < 0) {
      throw Errno.exception(-result, file, other);
    }
    return result;
  }

  static long check(long result, Origin directory, byte[] name) throws IOException {
    return result < 0 ? check(result, directory.child(name)) : result;
  }

  /// The result of resolving a path beneath a directory, where `EXDEV` means that it leaves.
  static int checkOpened(long result, Origin file) throws IOException {
    if (result == -Errno.EXDEV.number()) {
      throw new EscapesDirectoryException(file.toString());
    }
    return (int) check(result, file);
  }

  /// Whether nothing has the path: a name is missing, or one on the way is no directory.
  static boolean isAbsence(long result) {
    return result == -Errno.ENOENT.number() || result == -Errno.ENOTDIR.number();
  }
}
