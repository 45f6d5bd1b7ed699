package org.openfiles.core;

import java.nio.ByteBuffer;

/// Reads a [MemoryObject].
final class MemoryReader implements ObjectReader {
  private final ObjectInfo info;
  private final Slice slice;
  private final ByteBuffer rest;

  MemoryReader(MemoryObject object, Slice slice) {
    this.info = object.info();
    this.slice = slice;
    this.rest =
        ByteBuffer.wrap(object.bytes().array(), (int) slice.position(), (int) slice.length());
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
