package org.openfiles.engine.content;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.openfiles.core.ObjectReader;

/// What is being fetched of one content.
final class Fetches {
  private final Content content;
  private final ContentCache cache;

  Fetches(Content content, ContentCache cache) {
    this.content = content;
    this.cache = cache;
  }

  /// Fills the target with bytes of the base; false, as the store was asked.
  boolean read(long position, ByteBuffer target) throws IOException {
    Ledger.Origin origin = content.ledger().origin();
    ByteBuffer bytes = ByteBuffer.allocate(target.remaining());
    cache.counters().requests().increment();
    try (ObjectReader reader = origin.base().open(position, bytes.remaining())) {
      while (bytes.hasRemaining()) {
        if (reader.read(bytes) < 0) {
          throw new EOFException("the object ended early position=" + position);
        }
      }
    }
    bytes.flip();
    content.store(position, bytes.duplicate(), origin.epoch(), true);
    target.put(bytes);
    return false;
  }

  void readAhead(long position, int length, long size) {}

  void forget() {}

  boolean all(long size) throws IOException {
    return content.isFullyPresent(size);
  }
}
