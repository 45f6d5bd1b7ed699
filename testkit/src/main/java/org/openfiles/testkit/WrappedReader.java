package org.openfiles.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.openfiles.core.Content;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Slice;
import org.openfiles.core.UnavailableException;

/// A reader that breaks after some bytes, and stands for the inner store's own where it is copied
/// from.
final class WrappedReader implements ObjectReader {
  private final ObjectReader inner;
  private long left;

  WrappedReader(ObjectReader inner, long bytes) {
    this.inner = inner;
    this.left = bytes;
  }

  /// The content as the inner store knows it.
  static Content unwrap(Content content) {
    return content instanceof Content.Stored stored
            && stored.reader() instanceof WrappedReader wrapped
        ? new Content.Stored(wrapped.inner)
        : content;
  }

  @Override
  public ObjectInfo info() {
    return inner.info();
  }

  @Override
  public Slice slice() {
    return inner.slice();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!target.hasRemaining()) {
      return 0;
    }
    if (left == 0) {
      throw new UnavailableException(info().key().value(), "injected: cut off", false);
    }
    int limit = target.limit();
    target.limit((int) Math.min(limit, target.position() + left));
    try {
      int length = inner.read(target);
      left -= Math.max(0, length);
      return length;
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }
}
