package org.openfiles.posix;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/// The error numbers of Linux that mean something to us, and the one place where a number becomes
/// an exception.
public enum Errno {
  EPERM(1, "operation not permitted"),
  ENOENT(2, "no such file or directory"),
  EIO(5, "input/output error"),
  ENXIO(6, "no such device"),
  E2BIG(7, "too long"),
  EBADF(9, "bad file descriptor"),
  EAGAIN(11, "try again"),
  ENOMEM(12, "out of memory"),
  EACCES(13, "permission denied"),
  EBUSY(16, "busy"),
  EEXIST(17, "file exists"),
  EXDEV(18, "on another file system"),
  ENOTDIR(20, "not a directory"),
  EISDIR(21, "is a directory"),
  EINVAL(22, "invalid argument"),
  ENFILE(23, "too many open files in the system"),
  EMFILE(24, "too many open files"),
  ENOTTY(25, "not for this kind of file"),
  ETXTBSY(26, "program is running"),
  EFBIG(27, "file too large"),
  ENOSPC(28, "no space left on device"),
  EROFS(30, "read-only file system"),
  EMLINK(31, "too many links"),
  ERANGE(34, "out of range"),
  ENAMETOOLONG(36, "name too long"),
  ENOSYS(38, "not implemented by this kernel"),
  ENOTEMPTY(39, "directory not empty"),
  ELOOP(40, "too many symbolic links"),
  ENODATA(61, "no such attribute"),
  EOVERFLOW(75, "value too large"),
  EOPNOTSUPP(95, "not supported by this file system"),
  ESTALE(116, "stale file handle"),
  EDQUOT(122, "disk quota exceeded"),
  /// Every number that has no constant here; [PosixException#number()] tells it.
  OTHER(0, "unexpected error");

  /// EINTR never leaves this package: an interrupted call is repeated.
  static final int INTERRUPTED = 4;

  private static final Errno[] BY_NUMBER = new Errno[EDQUOT.number + 1];

  static {
    for (Errno errno : values()) {
      BY_NUMBER[errno.number] = errno;
    }
  }

  private final int number;
  private final String meaning;

  Errno(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /// The number as Linux has it on x86-64 and aarch64.
  public int number() {
    return number;
  }

  /// A few words for a message.
  public String meaning() {
    return meaning;
  }

  static Errno of(long number) {
    Errno errno = number > 0 && number < BY_NUMBER.length ? BY_NUMBER[(int) number] : null;
    return errno == null ? OTHER : errno;
  }

  /// What the JDK throws for this fact, or a [PosixException] where it has no type of its own.
  static FileSystemException exception(long number, Origin file, @Nullable Origin other) {
    String path = file.toString();
    String otherPath = other == null ? null : other.toString();
    Errno errno = of(number);
    return switch (errno) {
      case ENOENT -> new NoSuchFileException(path, otherPath, null);
      case EEXIST -> new FileAlreadyExistsException(path, otherPath, null);
      case ENOTEMPTY -> new DirectoryNotEmptyException(path);
      case ENOTDIR -> new NotDirectoryException(path);
      case ELOOP -> new FileSystemLoopException(path);
      case EACCES, EPERM -> new AccessDeniedException(path, otherPath, errno.meaning);
      default -> new PosixException(path, otherPath, errno, (int) number);
    };
  }
}
