package org.openfiles.http;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Where a connection's one thread waits for what the event loop makes true.
///
/// A wait sets no timer, since timers are dear at hundreds of thousands of waits a second:
/// [#wakeWhenLate], called now and then by the server, ends it some time after its deadline.
final class Waiter {
  private final long stallNanos;
  private volatile @Nullable Thread waiting;
  private volatile long deadline;

  /// The stall is how long a client may let its connection stand still.
  Waiter(long stallNanos) {
    this.stallNanos = stallNanos;
  }

  /// Makes a waiting thread look again at what it waits for.
  void wake() {
    Thread thread = waiting;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  void wakeWhenLate(long now) {
    if (now - deadline >= 0) {
      wake();
    }
  }

  long stallDeadline() {
    return System.nanoTime() + stallNanos;
  }

  /// Waits until the condition holds; false when the deadline, a [System#nanoTime], came first.
  boolean await(BooleanSupplier condition, long until) throws InterruptedIOException {
    if (condition.getAsBoolean()) {
      return true;
    }
    deadline = until;
    waiting = Thread.currentThread();
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() - until >= 0) {
          return false;
        }
        LockSupport.park(this);
        if (Thread.interrupted()) {
          throw new InterruptedIOException("connection thread was interrupted");
        }
      }
      return true;
    } finally {
      waiting = null;
    }
  }

  /// Waits until the condition holds, as long as the progress changes between two stall deadlines.
  void awaitProgress(BooleanSupplier condition, LongSupplier progress)
      throws InterruptedIOException {
    long before = progress.getAsLong();
    while (!await(condition, stallDeadline())) {
      long now = progress.getAsLong();
      if (now == before) {
        throw new SocketTimeoutException("client read nothing in time");
      }
      before = now;
    }
  }
}
