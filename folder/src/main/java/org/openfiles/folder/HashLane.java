package org.openfiles.folder;

import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Blocks that go to a second thread full and come back hashed. Used by one upload at a time.
final class HashLane {
  /// Large enough that a change of threads costs nothing beside it, small enough for the cache of a
  /// processor.
  private static final int BLOCK_BYTES = 128 << 10;

  private static final int BLOCKS = 16;

  /// Ends the second thread: no other block is empty.
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  private final BlockingQueue<ByteBuffer> empty = new ArrayBlockingQueue<>(BLOCKS);
  private final BlockingQueue<ByteBuffer> full = new ArrayBlockingQueue<>(BLOCKS + 1);
  private int blocks;
  private @Nullable ByteBuffer current;
  private @Nullable Thread thread;

  /// From now on what is put goes into this digest.
  void start(MessageDigest digest) {
    thread = Thread.ofVirtual().name("openfiles-hash").start(() -> run(digest));
  }

  void put(ByteBuffer bytes) throws InterruptedIOException {
    try {
      while (bytes.hasRemaining()) {
        ByteBuffer block = current == null ? block() : current;
        int length = Math.min(block.remaining(), bytes.remaining());
        block.put(block.position(), bytes, bytes.position(), length);
        block.position(block.position() + length);
        bytes.position(bytes.position() + length);
        current = block;
        if (!block.hasRemaining()) {
          handOver(block);
        }
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /// Waits until everything is in the digest. Then the lane can be started anew.
  void finish() throws InterruptedIOException {
    try {
      if (current != null) {
        handOver(current);
      }
      full.put(END);
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /// Lets the second thread end without the rest. The lane is not usable any more.
  void abandon() {
    full.clear();
    full.add(END);
  }

  private ByteBuffer block() throws InterruptedException {
    if (blocks < BLOCKS && empty.isEmpty()) {
      blocks++;
      return ByteBuffer.allocate(BLOCK_BYTES);
    }
    return empty.take();
  }

  private void handOver(ByteBuffer block) throws InterruptedException {
    current = null;
    full.put(block.flip());
  }

  private void run(MessageDigest digest) {
    try {
      for (ByteBuffer block = full.take(); block.hasRemaining(); block = full.take()) {
        digest.update(block);
        empty.put(block.clear());
      }
    } catch (InterruptedException _) {
      // Nobody else knows this thread.
      Thread.currentThread().interrupt();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while bytes were hashed");
  }
}
