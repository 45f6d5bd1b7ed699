package org.openfiles.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.LinkOption;

/// `statx(2)`: the one status call whose structure is the same on every architecture.
final class StatusCall {
  private static final long BASIC_STATS = 0x7FF;
  private static final long NANOS = 1_000_000_000L;

  private StatusCall() {}

  /// The status of the descriptor itself, also of one opened with `O_PATH`.
  static long ofDescriptor(Scratch scratch, int descriptor) {
    return Kernel.call(
        scratch,
        SystemCall.STATX,
        descriptor,
        scratch.emptyName(),
        OpenBits.AT_EMPTY_PATH,
        BASIC_STATS,
        scratch.statusAddress());
  }

  /// The status of what a path beneath a directory leads to.
  ///
  /// One name costs one call, unless it turns out to be a symbolic link that is to be followed.
  static long ofPath(
      Scratch scratch, Resolver resolver, int directory, byte[] path, LinkOption... options) {
    FileName.requirePath(path);
    if (path.length == 0) {
      return ofDescriptor(scratch, directory);
    }
    boolean follow = options.length == 0;
    if (FileName.isEntry(path) && Scratch.fits(path)) {
      long result = ofEntry(scratch, directory, scratch.name(path));
      if (result < 0 || !follow || kind(scratch) != FileKind.SYMLINK) {
        return result;
      }
    }
    long flags = OpenBits.O_PATH | OpenBits.O_CLOEXEC | (follow ? 0 : OpenBits.O_NOFOLLOW);
    int opened = resolver.open(scratch, directory, path, flags);
    if (opened < 0) {
      return opened;
    }
    long result = ofDescriptor(scratch, opened);
    Kernel.close(scratch, opened);
    return result;
  }

  private static long ofEntry(Scratch scratch, int directory, long name) {
    return Kernel.call(
        scratch,
        SystemCall.STATX,
        directory,
        name,
        OpenBits.AT_SYMLINK_NOFOLLOW,
        BASIC_STATS,
        scratch.statusAddress());
  }

  private static FileKind kind(Scratch scratch) {
    return FileKind.ofMode(scratch.memory().get(ValueLayout.JAVA_SHORT, Scratch.STATUS + 0x1C));
  }

  /// What the last successful call left in the scratch memory.
  static FileStatus result(Scratch scratch) {
    MemorySegment status = scratch.memory();
    long at = Scratch.STATUS;
    int mode = Short.toUnsignedInt(status.get(ValueLayout.JAVA_SHORT, at + 0x1C));
    return new FileStatus(
        FileKind.ofMode(mode),
        device(
            status.get(ValueLayout.JAVA_INT, at + 0x88),
            status.get(ValueLayout.JAVA_INT, at + 0x8C)),
        status.get(ValueLayout.JAVA_LONG, at + 0x20),
        status.get(ValueLayout.JAVA_LONG, at + 0x28),
        time(status, at + 0x70),
        time(status, at + 0x60),
        status.get(ValueLayout.JAVA_INT, at + 0x10),
        mode & 0xFFF,
        status.get(ValueLayout.JAVA_INT, at + 0x14),
        status.get(ValueLayout.JAVA_INT, at + 0x18));
  }

  private static long device(int major, int minor) {
    return (Integer.toUnsignedLong(major) << 32) | Integer.toUnsignedLong(minor);
  }

  private static long time(MemorySegment status, long at) {
    long seconds = status.get(ValueLayout.JAVA_LONG, at);
    int nanos = status.get(ValueLayout.JAVA_INT, at + 8);
    if (Math.abs(seconds) < Long.MAX_VALUE / NANOS) {
      return seconds * NANOS + nanos;
    }
    return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
