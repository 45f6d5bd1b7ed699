package org.openfiles.core;

/// A resolved range: `length` bytes from `position`.
public record Slice(long position, long length) {
  public Slice {
    if (position < 0 || length < 0) {
      throw new IllegalArgumentException("not a slice: position=" + position + " length=" + length);
    }
  }
}
