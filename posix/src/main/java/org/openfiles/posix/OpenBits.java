package org.openfiles.posix;

import static org.openfiles.posix.Architecture.pick;

/// The kernel's `O_*`, `AT_*` and `RESOLVE_*` bits.
final class OpenBits {
  static final int AT_FDCWD = -100;
  static final long AT_SYMLINK_NOFOLLOW = 0x100;
  static final long AT_REMOVEDIR = 0x200;
  static final long AT_SYMLINK_FOLLOW = 0x400;
  static final long AT_EMPTY_PATH = 0x1000;

  static final long O_RDONLY = 0;
  static final long O_WRONLY = 1;
  static final long O_RDWR = 2;
  static final long O_CREAT = 0x40;
  static final long O_EXCL = 0x80;
  static final long O_NOCTTY = 0x100;
  static final long O_TRUNC = 0x200;
  static final long O_APPEND = 0x400;
  static final long O_NONBLOCK = 0x800;
  static final long O_DIRECTORY = pick(0x10000, 0x4000);
  static final long O_NOFOLLOW = pick(0x20000, 0x8000);
  static final long O_CLOEXEC = 0x80000;
  static final long O_PATH = 0x200000;
  static final long O_TMPFILE = 0x400000 | O_DIRECTORY;

  static final long RESOLVE_NO_MAGICLINKS = 0x02;
  static final long RESOLVE_BENEATH = 0x08;

  /// A directory to start further calls from; needs no right to list it.
  static final long DIRECTORY = O_PATH | O_DIRECTORY | O_CLOEXEC;

  private OpenBits() {}
}
