package org.openfiles.posix;

import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/// A refusal of the kernel for which the JDK has no exception: [#errno()] tells it apart.
public final class PosixException extends FileSystemException {
  private static final long serialVersionUID = 1;

  private final Errno errno;
  private final int number;

  PosixException(String file, @Nullable String other, Errno errno, int number) {
    super(file, other, errno.meaning() + " errno=" + (errno == Errno.OTHER ? number : errno));
    this.errno = errno;
    this.number = number;
  }

  public Errno errno() {
    return errno;
  }

  /// The kernel's number, also where [#errno()] is [Errno#OTHER].
  public int number() {
    return number;
  }
}
