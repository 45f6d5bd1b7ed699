package org.openfiles.testkit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.TreeMap;

/// The bytes of a file, in blocks of which only those that were written are there. A file may be
/// longer than memory, as long as most of it is a hole.
final class MemoryBytes {
  private static final int BLOCK = 4096;

  private final TreeMap<Long, byte[]> blocks = new TreeMap<>();
  private long size;

  long size() {
    return size;
  }

  int read(long position, ByteBuffer target) {
    if (position >= size) {
      return target.hasRemaining() ? -1 : 0;
    }
    int count = (int) Math.min(target.remaining(), size - position);
    for (int done = 0; done < count; ) {
      int offset = (int) ((position + done) % BLOCK);
      int length = Math.min(count - done, BLOCK - offset);
      byte[] block = blocks.getOrDefault((position + done) / BLOCK, new byte[BLOCK]);
      target.put(block, offset, length);
      done += length;
    }
    return count;
  }

  void write(long position, ByteBuffer source) {
    for (long at = position; source.hasRemaining(); ) {
      int offset = (int) (at % BLOCK);
      int length = Math.min(source.remaining(), BLOCK - offset);
      source.get(blocks.computeIfAbsent(at / BLOCK, _ -> new byte[BLOCK]), offset, length);
      at += length;
      size = Math.max(size, at);
    }
  }

  void resize(long newSize) {
    if (newSize < size) {
      long kept = (newSize + BLOCK - 1) / BLOCK;
      blocks.tailMap(kept, true).clear();
      byte[] last = blocks.get(newSize / BLOCK);
      if (last != null) {
        Arrays.fill(last, (int) (newSize % BLOCK), BLOCK, (byte) 0);
      }
    }
    size = newSize;
  }
}
