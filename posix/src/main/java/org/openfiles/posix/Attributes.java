package org.openfiles.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The calls on extended attributes and times of a descriptor, as the kernel answers them.
final class Attributes {
  private static final long NANOS = 1_000_000_000L;
  private static final long UTIME_OMIT = (1L << 30) - 2;

  private Attributes() {}

  /// Tried first: the kernel clears a buffer of its own of the size asked for, and clearing the 64
  /// KiB that the longest value needs takes longer than the rest of the call.
  private static final long USUAL = 2048;

  /// The value is left in the data area, which holds the longest that there is.
  static long value(Scratch scratch, int descriptor, String name) {
    byte[] bytes = bytes(name);
    if (!Scratch.fits(bytes)) {
      return -Errno.ERANGE.number();
    }
    long result = value(scratch, descriptor, bytes, USUAL);
    return result == -Errno.ERANGE.number()
        ? value(scratch, descriptor, bytes, Scratch.DATA_BYTES)
        : result;
  }

  private static long value(Scratch scratch, int descriptor, byte[] name, long room) {
    return Kernel.call(
        scratch, SystemCall.FGETXATTR, descriptor, scratch.name(name), scratch.dataAddress(), room);
  }

  static long set(Scratch scratch, int descriptor, String name, byte[] value) {
    byte[] bytes = bytes(name);
    if (!Scratch.fits(bytes)) {
      return -Errno.ERANGE.number();
    }
    if (value.length > Scratch.DATA_BYTES) {
      return -Errno.E2BIG.number();
    }
    MemorySegment.copy(value, 0, scratch.data(), ValueLayout.JAVA_BYTE, 0, value.length);
    return Kernel.call(
        scratch,
        SystemCall.FSETXATTR,
        descriptor,
        scratch.name(bytes),
        scratch.dataAddress(),
        value.length,
        0);
  }

  static long remove(Scratch scratch, int descriptor, String name) {
    byte[] bytes = bytes(name);
    return !Scratch.fits(bytes)
        ? -Errno.ERANGE.number()
        : Kernel.call(scratch, SystemCall.FREMOVEXATTR, descriptor, scratch.name(bytes));
  }

  /// The names are left in the data area, each with a NUL at its end.
  static long list(Scratch scratch, int descriptor) {
    long result = list(scratch, descriptor, USUAL);
    return result == -Errno.ERANGE.number()
        ? list(scratch, descriptor, Scratch.DATA_BYTES)
        : result;
  }

  private static long list(Scratch scratch, int descriptor, long room) {
    return Kernel.call(scratch, SystemCall.FLISTXATTR, descriptor, scratch.dataAddress(), room);
  }

  static List<String> names(Scratch scratch, int length) {
    byte[] bytes = scratch.data(length);
    List<String> names = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == 0) {
        names.add(new String(bytes, from, i - from, StandardCharsets.UTF_8));
        from = i + 1;
      }
    }
    return names;
  }

  static long setModified(Scratch scratch, int descriptor, long epochNanos) {
    MemorySegment times = scratch.memory();
    times.set(ValueLayout.JAVA_LONG, Scratch.STATUS, 0);
    times.set(ValueLayout.JAVA_LONG, Scratch.STATUS + 8, UTIME_OMIT);
    times.set(ValueLayout.JAVA_LONG, Scratch.STATUS + 16, Math.floorDiv(epochNanos, NANOS));
    times.set(ValueLayout.JAVA_LONG, Scratch.STATUS + 24, Math.floorMod(epochNanos, NANOS));
    return Kernel.call(scratch, SystemCall.UTIMENSAT, descriptor, 0, scratch.statusAddress(), 0);
  }

  private static byte[] bytes(String name) {
    return FileName.requirePath(FileName.bytes(name));
  }
}
