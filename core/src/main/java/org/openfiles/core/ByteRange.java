package org.openfiles.core;

/// Which bytes of an object are wanted. The store resolves it against the version it opened.
public sealed interface ByteRange {
  ByteRange ALL = new All();

  /// Every byte.
  record All() implements ByteRange {}

  /// From `first` to `last`, both included; a `last` past the end means the end.
  record Between(long first, long last) implements ByteRange {
    public Between {
      if (first < 0 || last < first) {
        throw new IllegalArgumentException("not a range: first=" + first + " last=" + last);
      }
    }
  }

  /// The last `length` bytes, or all of them when there are fewer.
  record Last(long length) implements ByteRange {
    public Last {
      if (length < 0) {
        throw new IllegalArgumentException("not a suffix length: " + length);
      }
    }
  }

  /// One part of an object that was uploaded in parts, counted from 1; an object that was not has
  /// part 1 only.
  record Part(int number) implements ByteRange {}

  static ByteRange from(long first) {
    return new Between(first, Long.MAX_VALUE);
  }
}
