package org.openfiles.posix;

/// The calls that take two names, or read a symbolic link, as the kernel answers them.
final class Links {
  private static final int TOO_LONG = -Errno.ENAMETOOLONG.number();

  private Links() {}

  /// `linkat` or `renameat2`.
  static long pair(
      Scratch scratch, long number, int from, byte[] name, int to, byte[] other, long flags) {
    if (!Scratch.fits(name) || !Scratch.fits(other)) {
      return TOO_LONG;
    }
    return Kernel.call(
        scratch, number, from, scratch.name(name), to, scratch.otherName(other), flags);
  }

  static long symlink(Scratch scratch, byte[] content, int directory, byte[] name) {
    if (!Scratch.fits(content) || !Scratch.fits(name)) {
      return TOO_LONG;
    }
    return Kernel.call(
        scratch, SystemCall.SYMLINKAT, scratch.name(content), directory, scratch.otherName(name));
  }

  /// Leaves the content in the data area.
  static long read(Scratch scratch, int directory, byte[] name) {
    if (!Scratch.fits(name)) {
      return TOO_LONG;
    }
    return Kernel.call(
        scratch,
        SystemCall.READLINKAT,
        directory,
        scratch.name(name),
        scratch.dataAddress(),
        Scratch.DATA_BYTES);
  }
}
