package org.openfiles.engine.content;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Slice;

/// A base over an array, which remembers what it was asked for.
final class BytesBase implements Base {
  private final byte[] bytes;
  private volatile boolean failing;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  final ConcurrentLinkedQueue<Slice> requests = new ConcurrentLinkedQueue<>();

  byte[] bytes() {
    return bytes;
  }

  BytesBase(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  /// Readers get nothing before this opens.
  void beforeBytes(CountDownLatch latch) {
    gate = latch;
  }

  void fails(boolean value) {
    failing = value;
  }

  long bytesAsked() {
    return requests.stream().mapToLong(Slice::length).sum();
  }

  synchronized void awaitRequests(int count) throws InterruptedException {
    while (requests.size() < count) {
      wait();
    }
  }

  @Override
  public ObjectReader open(long position, long length) throws IOException {
    synchronized (this) {
      requests.add(new Slice(position, length));
      notifyAll();
    }
    if (failing) {
      throw new IOException("the store is down");
    }
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
    ByteBuffer rest = ByteBuffer.wrap(bytes, Math.toIntExact(position), Math.toIntExact(length));
    return new Reader(new Slice(position, length), rest.slice());
  }

  private record Reader(Slice slice, ByteBuffer rest) implements ObjectReader {
    @Override
    public ObjectInfo info() {
      return new ObjectInfo(
          new Key("key"),
          slice.length(),
          new ETag("etag"),
          Instant.EPOCH,
          ObjectMetadata.EMPTY,
          List.of(),
          0);
    }

    @Override
    public int read(ByteBuffer target) {
      if (!rest.hasRemaining()) {
        return -1;
      }
      int count = Math.min(rest.remaining(), target.remaining());
      target.put(rest.slice().limit(count));
      rest.position(rest.position() + count);
      return count;
    }

    @Override
    public void close() {}
  }
}
