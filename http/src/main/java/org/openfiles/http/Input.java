package org.openfiles.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelConfig;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The bytes that a client has sent: put in by the event loop, taken out by whoever serves the
/// connection.
///
/// Reading from the socket stops while [#HIGH] bytes wait, so a client that is faster than its
/// handler is held back by TCP.
final class Input {
  private static final int HIGH = 1 << 20;
  private static final int LOW = 512 << 10;

  private static final int GET = 'G' << 24 | 'E' << 16 | 'T' << 8 | ' ';
  private static final int HEAD = 'H' << 24 | 'E' << 16 | 'A' << 8 | 'D';
  private static final int END_OF_HEAD = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

  private final ChannelConfig config;
  private final Waiter waiter;
  private final LongAdder counter;
  private final ConcurrentLinkedQueue<ByteBuf> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger held = new AtomicInteger();
  private volatile boolean ended;
  private volatile boolean released;

  // Of whoever serves the connection.
  private BooleanSupplier abandoned = () -> false;
  private @Nullable ByteBuf current;
  private int currentSize;

  Input(ChannelConfig config, Waiter waiter, LongAdder counter) {
    this.config = config;
    this.waiter = waiter;
    this.counter = counter;
  }

  // ---- event loop

  void add(ByteBuf bytes) {
    int size = bytes.readableBytes();
    counter.add(size);
    if (held.addAndGet(size) > HIGH) {
      config.setAutoRead(false);
    }
    queue.add(bytes);
    if (released) {
      releaseQueue();
    }
    waiter.wake();
  }

  void end() {
    ended = true;
    waiter.wake();
  }

  // ---- anybody

  /// Whether something came since the last that was taken, if only the end.
  boolean hasArrived() {
    return ended || !queue.isEmpty();
  }

  // ---- whoever serves the connection

  boolean isBuffered() {
    return (current != null && current.isReadable()) || !queue.isEmpty();
  }

  /// Whether what is there begins with a GET or HEAD and ends where a head without a body does, so
  /// that at least one whole head can be read without waiting.
  boolean holdsHeadsWithoutBodies() {
    if (current == null || !current.isReadable()) {
      releaseCurrent();
      ByteBuf next = queue.poll();
      if (next == null) {
        return false;
      }
      current = next;
      currentSize = next.readableBytes();
    }
    int from = current.readerIndex();
    int size = current.readableBytes();
    if (size < 4 || !queue.isEmpty()) {
      return false;
    }
    int first = current.getInt(from);
    return (first == GET || first == HEAD) && current.getInt(from + size - 4) == END_OF_HEAD;
  }

  /// Lets waits take the condition for the end of the input; who makes it true wakes the waiter.
  void abandonWhen(BooleanSupplier condition) {
    abandoned = condition;
  }

  private boolean hasNext() {
    return !queue.isEmpty() || ended || abandoned.getAsBoolean();
  }

  /// Waits for a byte; false when none came until the deadline, or none will come.
  boolean await(long until) throws IOException {
    if (!isBuffered()) {
      releaseCurrent();
      waiter.await(this::hasNext, until);
    }
    return isBuffered();
  }

  /// The bytes received and not yet consumed, at least one, to be consumed by reading from it; null
  /// when the client has ended its side. Valid until the next call.
  ///
  /// @throws SocketTimeoutException when nothing came until the deadline
  @Nullable ByteBuf available(long until) throws IOException {
    while (current == null || !current.isReadable()) {
      releaseCurrent();
      if (!waiter.await(this::hasNext, until)) {
        throw new SocketTimeoutException("client sent nothing in time");
      }
      ByteBuf next = queue.poll();
      if (next == null) {
        return null;
      }
      current = next;
      currentSize = next.readableBytes();
    }
    return current;
  }

  /// Gives back the memory of what was consumed, and takes more from the socket again if that had
  /// to wait for it.
  void releaseConsumed() {
    if (current != null && !current.isReadable()) {
      releaseCurrent();
    }
  }

  private void releaseCurrent() {
    if (current != null) {
      current.release();
      current = null;
      if (held.addAndGet(-currentSize) <= LOW && !config.isAutoRead()) {
        config.setAutoRead(true);
      }
    }
  }

  /// Gives all memory back, also that of bytes that still come.
  void release() {
    releaseCurrent();
    released = true;
    releaseQueue();
  }

  private void releaseQueue() {
    for (ByteBuf bytes = queue.poll(); bytes != null; bytes = queue.poll()) {
      bytes.release();
    }
  }
}
