package org.openfiles.posix;

import java.lang.foreign.ValueLayout;

/// `openat2(2)` with `RESOLVE_BENEATH`: the kernel itself keeps the path inside.
///
/// A path longer than the kernel's limit is walked in pieces. Each piece has to stay beneath the
/// directory where it starts, so there a symbolic link that goes up is refused more readily.
final class KernelResolver implements Resolver {
  private static final long HOW_BYTES = 24;
  private static final long BENEATH = OpenBits.RESOLVE_BENEATH | OpenBits.RESOLVE_NO_MAGICLINKS;

  /// A rename or mount anywhere in the system makes the kernel give up on a path with `..`. Where
  /// it does so again and again, the other resolver answers, which nothing can disturb.
  private static final int ATTEMPTS = 16;

  private final WalkingResolver undisturbed = new WalkingResolver();

  static boolean works() {
    try (Scratch scratch = Scratch.take()) {
      long dot = scratch.name(new byte[] {'.'});
      int result = openOnce(scratch, OpenBits.AT_FDCWD, dot, OpenBits.DIRECTORY);
      if (result >= 0) {
        Kernel.close(scratch, result);
      }
      return result != -Errno.ENOSYS.number() && result != -Errno.EPERM.number();
    }
  }

  @Override
  public int open(Scratch scratch, int directory, byte[] path, long flags) {
    int result =
        Scratch.fits(path)
            ? openBeneath(scratch, directory, path, 0, path.length, flags)
            : openInPieces(scratch, directory, path, flags);
    return result == -Errno.EAGAIN.number()
        ? undisturbed.open(scratch, directory, path, flags)
        : result;
  }

  private static int openInPieces(Scratch scratch, int directory, byte[] path, long flags) {
    int at = directory;
    int from = 0;
    while (true) {
      boolean last = path.length - from < Scratch.PATH_MAX;
      int to = last ? path.length : lastSlash(path, from);
      int next =
          to < 0
              ? -Errno.ENAMETOOLONG.number()
              : openBeneath(scratch, at, path, from, to, last ? flags : OpenBits.DIRECTORY);
      if (at != directory) {
        Kernel.close(scratch, at);
      }
      if (last || next < 0) {
        return next;
      }
      at = next;
      from = to;
      while (from < path.length - 1 && path[from] == '/') {
        from++;
      }
    }
  }

  /// The end of the longest piece that the kernel takes and that ends before a slash.
  private static int lastSlash(byte[] path, int from) {
    for (int i = from + Scratch.PATH_MAX - 1; i > from; i--) {
      if (path[i] == '/') {
        return i;
      }
    }
    return -1;
  }

  private static int openBeneath(
      Scratch scratch, int directory, byte[] path, int from, int to, long flags) {
    long name = scratch.name(path, from, to);
    int result = openOnce(scratch, directory, name, flags);
    for (int i = 1; i < ATTEMPTS && result == -Errno.EAGAIN.number(); i++) {
      result = openOnce(scratch, directory, name, flags);
    }
    return result;
  }

  private static int openOnce(Scratch scratch, int directory, long name, long flags) {
    scratch.memory().set(ValueLayout.JAVA_LONG, Scratch.OPEN_HOW, flags);
    scratch.memory().set(ValueLayout.JAVA_LONG, Scratch.OPEN_HOW + 8, 0);
    scratch.memory().set(ValueLayout.JAVA_LONG, Scratch.OPEN_HOW + 16, BENEATH);
    return (int)
        Kernel.call(
            scratch, SystemCall.OPENAT2, directory, name, scratch.openHowAddress(), HOW_BYTES);
  }
}
