package org.openfiles.posix;

import static org.openfiles.posix.Architecture.pick;

/// The numbers of the system calls that we make, from the kernel's `unistd.h`.
///
/// They are called by number instead of through the C library's wrappers: a number works with every
/// glibc and musl (`openat2` has no wrapper in most, `renameat2` none in older musl), and all calls
/// share one native stub, which keeps the start of the program short.
final class SystemCall {
  static final long CLOSE = pick(3, 57);
  static final long IOCTL = pick(16, 29);
  static final long PREAD = pick(17, 67);
  static final long PWRITE = pick(18, 68);
  static final long FSYNC = pick(74, 82);
  static final long FDATASYNC = pick(75, 83);
  static final long FTRUNCATE = pick(77, 46);
  static final long FCHMOD = pick(91, 52);
  static final long FCHOWN = pick(93, 55);
  static final long FSETXATTR = pick(190, 7);
  static final long FGETXATTR = pick(193, 10);
  static final long FLISTXATTR = pick(196, 13);
  static final long FREMOVEXATTR = pick(199, 16);
  static final long GETDENTS64 = pick(217, 61);
  static final long OPENAT = pick(257, 56);
  static final long MKDIRAT = pick(258, 34);
  static final long UNLINKAT = pick(263, 35);
  static final long LINKAT = pick(265, 37);
  static final long SYMLINKAT = pick(266, 36);
  static final long READLINKAT = pick(267, 78);
  static final long SYNC_FILE_RANGE = pick(277, 84);
  static final long UTIMENSAT = pick(280, 88);
  static final long FALLOCATE = pick(285, 47);
  static final long RENAMEAT2 = pick(316, 276);
  static final long COPY_FILE_RANGE = pick(326, 285);
  static final long STATX = pick(332, 291);
  static final long OPENAT2 = pick(437, 437);

  private SystemCall() {}
}
