package org.openfiles.engine;

import java.nio.ByteBuffer;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Slice;

/// Reads an object whose bytes lie in the index.
final class SmallReader implements ObjectReader {
  private final ObjectInfo info;
  private final Slice slice;
  private final ByteBuffer rest;

  SmallReader(ObjectInfo info, Slice slice, byte[] bytes) {
    this.info = info;
    this.slice = slice;
    this.rest = ByteBuffer.wrap(bytes, (int) slice.position(), (int) slice.length());
  }

  @Override
  public ObjectInfo info() {
    return info;
  }

  @Override
  public Slice slice() {
    return slice;
  }

  @Override
  public int read(ByteBuffer target) {
    if (!rest.hasRemaining()) {
      return -1;
    }
    int length = Math.min(rest.remaining(), target.remaining());
    target.put(rest.slice().limit(length));
    rest.position(rest.position() + length);
    return length;
  }

  @Override
  public void close() {}
}
