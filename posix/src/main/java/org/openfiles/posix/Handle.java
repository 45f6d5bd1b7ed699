package org.openfiles.posix;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.ClosedChannelException;

/// A descriptor number that stays ours as long as somebody uses it.
///
/// The kernel gives a closed number to the next file that is opened, so a call that races with
/// `close` could act on a foreign file. Here a call counts itself in and out, and the number is
/// given back by whoever leaves last. Closing never waits.
final class Handle {
  private static final int CLOSED = 1 << 31;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Handle.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int number;

  @SuppressWarnings("UnusedVariable") // through STATE
  private volatile int state;

  Handle(int number) {
    this.number = number;
  }

  /// Counts the caller in. Each call is paired with one of [#leave()].
  int enter() throws ClosedChannelException {
    int seen = (int) STATE.getVolatile(this);
    while (true) {
      if (seen < 0) {
        throw new ClosedChannelException();
      }
      int witness = (int) STATE.compareAndExchange(this, seen, seen + 1);
      if (witness == seen) {
        return number;
      }
      seen = witness;
    }
  }

  void leave() {
    if ((int) STATE.getAndAdd(this, -1) - 1 == CLOSED) {
      release();
    }
  }

  /// Answers the error number with which the kernel let go of the file, or 0; also 0 when a call
  /// that is still inside will let go later.
  int close() {
    return (int) STATE.getAndBitwiseOr(this, CLOSED) == 0 ? release() : 0;
  }

  private int release() {
    try (Scratch scratch = Scratch.take()) {
      return (int) -Kernel.close(scratch, number);
    }
  }
}
