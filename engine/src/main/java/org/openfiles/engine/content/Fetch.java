package org.openfiles.engine.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ObjectReader;

/// One range that is asked of the store once, however many wait for it. They are given bytes as
/// these arrive.
final class Fetch {
  private final Fetches owner;
  private final ReadMemory memory;
  private final ByteBuffer buffer;
  private final Ledger.Origin origin;
  private final long start;
  private final boolean ahead;
  private final Keep keep;

  // Guarded by the monitor of this.
  private int filled;
  private int awaited = Integer.MAX_VALUE;
  private boolean done;
  private @Nullable Throwable failure;
  private int holders = 1;
  private long consumed;
  private boolean stored;

  Fetch(
      Fetches owner,
      ReadMemory memory,
      ByteBuffer buffer,
      Ledger.Origin origin,
      long start,
      boolean ahead,
      Keep keep) {
    this.owner = owner;
    this.memory = memory;
    this.buffer = buffer;
    this.origin = origin;
    this.start = start;
    this.ahead = ahead;
    this.keep = keep;
  }

  Fetches owner() {
    return owner;
  }

  long start() {
    return start;
  }

  int length() {
    return buffer.limit();
  }

  long end() {
    return start + length();
  }

  long epoch() {
    return origin.epoch();
  }

  /// Whether nobody waited for it when it began.
  boolean isAhead() {
    return ahead;
  }

  Keep keep() {
    return keep;
  }

  ByteBuffer bytes() {
    return buffer.duplicate().position(0);
  }

  /// Reads the range. [#finish()] tells that nothing more will be done with it.
  void run() {
    try (ObjectReader reader = origin.base().open(start, length())) {
      ByteBuffer target = buffer.duplicate();
      while (target.hasRemaining()) {
        if (reader.read(target) < 0) {
          throw new EOFException(
              "the object ended early position=" + (start + target.position()) + " end=" + end());
        }
        arrived(target.position());
      }
    } catch (IOException | RuntimeException | Error e) {
      failed(e);
    }
  }

  private synchronized void arrived(int count) {
    filled = count;
    if (filled >= awaited) {
      awaited = Integer.MAX_VALUE;
      notifyAll();
    }
  }

  private synchronized void failed(Throwable why) {
    // A reader that could not be closed after the last byte has read all there was.
    if (filled < length()) {
      failure = why;
    }
    notifyAll();
  }

  /// Nothing more will be done with it. Answers whether nobody will read it again, either.
  synchronized boolean finish() {
    done = true;
    notifyAll();
    return isSpent();
  }

  /// Whether it is over, and as much was read of it as there is.
  synchronized boolean isSpent() {
    return done && consumed >= length();
  }

  synchronized void stored(boolean value) {
    stored = value;
  }

  synchronized boolean isStored() {
    return stored;
  }

  synchronized boolean hasFailed() {
    return failure != null;
  }

  synchronized void awaitEnd() throws IOException {
    awaitUntil(() -> done);
    if (failure != null) {
      throw rethrown(failure);
    }
  }

  /// Copies what it has of the bytes from a position on, when as much has arrived as the target
  /// takes. Answers whether it had to wait.
  boolean copy(long position, ByteBuffer target) throws IOException {
    int offset = (int) (position - start);
    int count = Math.min(length() - offset, target.remaining());
    boolean waited = false;
    synchronized (this) {
      int wanted = offset + count;
      if (filled < wanted && failure == null) {
        waited = true;
        awaitUntil(() -> hasArrived(wanted) || failure != null);
      }
      if (filled < wanted && failure != null) {
        throw rethrown(failure);
      }
      consumed += count;
    }
    target.put(buffer.slice(offset, count));
    return waited;
  }

  private boolean hasArrived(int wanted) {
    awaited = Math.min(awaited, wanted);
    return filled >= wanted;
  }

  private synchronized void awaitUntil(BooleanSupplier reached) throws InterruptedIOException {
    try {
      while (!reached.getAsBoolean()) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the store");
    }
  }

  private static IOException rethrown(Throwable failure) {
    return switch (failure) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> new IOException(failure);
    };
  }

  /// Keeps the buffer until [#release()].
  synchronized void hold() {
    holders++;
  }

  void release() {
    boolean last;
    synchronized (this) {
      last = --holders == 0;
    }
    if (last) {
      memory.give(buffer);
    }
  }
}
