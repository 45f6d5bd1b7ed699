package org.openfiles.posix;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The door to the kernel: every system call of this package passes through here.
///
/// A call answers what the kernel answers: a value, or the negated error number. It is tried again
/// when a signal interrupted it.
///
/// Addresses travel as plain numbers, which spares the linker a liveness check per argument. The
/// memory behind them is either a [Scratch] that the caller holds, or caller-owned memory, which
/// goes through [#transfer] and keeps its check.
///
/// A virtual thread that is inside a call occupies its carrier. So only calls that end within
/// microseconds are made from it; the rest goes through [OffCarrier].
final class Kernel {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemorySegment FUNCTION = LINKER.defaultLookup().findOrThrow("syscall");
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final Linker.Option VARIADIC = Linker.Option.firstVariadicArg(1);
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private static final MethodHandle CALL =
      LINKER.downcallHandle(
          FUNCTION,
          FunctionDescriptor.of(LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG),
          ERRNO,
          VARIADIC);

  private Kernel() {}

  static long call(Scratch scratch, long number, long a) {
    return call(scratch, number, a, 0, 0, 0, 0, 0);
  }

  static long call(Scratch scratch, long number, long a, long b) {
    return call(scratch, number, a, b, 0, 0, 0, 0);
  }

  static long call(Scratch scratch, long number, long a, long b, long c) {
    return call(scratch, number, a, b, c, 0, 0, 0);
  }

  static long call(Scratch scratch, long number, long a, long b, long c, long d) {
    return call(scratch, number, a, b, c, d, 0, 0);
  }

  static long call(Scratch scratch, long number, long a, long b, long c, long d, long e) {
    return call(scratch, number, a, b, c, d, e, 0);
  }

  static long call(Scratch scratch, long number, long a, long b, long c, long d, long e, long f) {
    while (true) {
      long result = once(scratch, number, a, b, c, d, e, f);
      if (result != -Errno.INTERRUPTED) {
        return result;
      }
    }
  }

  /// `close(2)` is never repeated: Linux has released the number even when it reports EINTR.
  static long close(Scratch scratch, int descriptor) {
    long result = once(scratch, SystemCall.CLOSE, descriptor, 0, 0, 0, 0, 0);
    return result == -Errno.INTERRUPTED ? 0 : result;
  }

  /// `pread(2)` or `pwrite(2)` on memory of the caller, kept alive for the length of the call.
  static long transfer(
      Scratch scratch, long number, int descriptor, MemorySegment memory, long position) {
    return Transfer.call(scratch, number, descriptor, memory, position);
  }

  private static long once(
      Scratch scratch, long number, long a, long b, long c, long d, long e, long f) {
    long result;
    try {
      result = (long) CALL.invokeExact(scratch.errno(), number, a, b, c, d, e, f);
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
    return result == -1 ? -scratch.lastErrno() : result;
  }

  /// The linker itself throws when the caller's memory has been freed; nothing else does.
  private static RuntimeException unexpected(Throwable failure) {
    if (failure instanceof RuntimeException misuse) {
      return misuse;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("a system call threw", failure);
  }

  /// A second native stub, made when the first byte is transferred.
  private static final class Transfer {
    private static final MethodHandle CALL =
        LINKER.downcallHandle(
            FUNCTION,
            FunctionDescriptor.of(LONG, LONG, LONG, ValueLayout.ADDRESS, LONG, LONG),
            ERRNO,
            VARIADIC);

    private Transfer() {}

    static long call(
        Scratch scratch, long number, int descriptor, MemorySegment memory, long position) {
      while (true) {
        long result;
        try {
          result =
              (long)
                  CALL.invokeExact(
                      scratch.errno(),
                      number,
                      (long) descriptor,
                      memory,
                      memory.byteSize(),
                      position);
        } catch (Throwable failure) {
          throw unexpected(failure);
        }
        if (result != -1) {
          return result;
        }
        int errno = scratch.lastErrno();
        if (errno != Errno.INTERRUPTED) {
          return -errno;
        }
      }
    }
  }
}
