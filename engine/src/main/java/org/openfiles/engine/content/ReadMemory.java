package org.openfiles.engine.content;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The memory that bytes lie in on their way from a store to a reader.
///
/// What is fetched ahead stays within the bound. What a reader waits for is given its buffer in any
/// case, or readers would wait for each other.
final class ReadMemory {
  private static final int POOLED = 8;

  private final long bound;
  private long taken;
  private long takenMax;
  private final List<ArrayDeque<ByteBuffer>> pools = new ArrayList<>();

  /// Complete, kept for readers to come, the eldest first.
  private final LinkedHashSet<Fetch> kept = new LinkedHashSet<>();

  ReadMemory(long bound) {
    this.bound = bound;
    for (int i = 0; i < Integer.SIZE; i++) {
      pools.add(new ArrayDeque<>());
    }
  }

  synchronized Optional<ByteBuffer> takeIfFree(int bytes) {
    return taken + capacity(bytes) <= bound ? Optional.of(take(bytes)) : Optional.empty();
  }

  synchronized ByteBuffer take(int bytes) {
    int capacity = capacity(bytes);
    taken += capacity;
    takenMax = Math.max(takenMax, taken);
    ByteBuffer pooled = pool(capacity).poll();
    ByteBuffer buffer = pooled == null ? ByteBuffer.allocateDirect(capacity) : pooled;
    return buffer.clear().limit(bytes);
  }

  synchronized void give(ByteBuffer buffer) {
    taken -= buffer.capacity();
    ArrayDeque<ByteBuffer> pool = pool(buffer.capacity());
    if (pool.size() < POOLED) {
      pool.push(buffer);
    }
  }

  synchronized void keep(Fetch fetch) {
    kept.add(fetch);
  }

  synchronized void forget(Fetch fetch) {
    kept.remove(fetch);
  }

  /// What should be dropped because memory is short.
  synchronized List<Fetch> superfluous() {
    List<Fetch> found = new ArrayList<>();
    long excess = taken - bound / 4 * 3;
    for (Fetch fetch : kept) {
      if (excess <= 0) {
        break;
      }
      found.add(fetch);
      excess -= capacity(fetch.length());
    }
    return found;
  }

  synchronized long taken() {
    return taken;
  }

  synchronized long takenMax() {
    return takenMax;
  }

  private ArrayDeque<ByteBuffer> pool(int capacity) {
    return pools.get(Integer.numberOfTrailingZeros(capacity));
  }

  /// Powers of two, so that buffers can be used again.
  private static int capacity(int bytes) {
    return bytes <= Extent.UNIT ? (int) Extent.UNIT : Integer.highestOneBit(bytes - 1) << 1;
  }
}
