package org.openfiles.engine.content;

/// A range of a content that is present on this machine.
///
/// @param since the generation with which it became present, if it is dirty; 0 if it is clean
/// @param written the generation of its last write, if it is dirty; 0 if it is clean
record Extent(long start, long end, State state, long since, long written) {
  /// What the disk gives out.
  static final long UNIT = 4096;

  enum State {
    /// The bytes of the base, in the file.
    CLEAN(0),
    /// Bytes that are in the file and nowhere else.
    DIRTY(1),
    /// Zeros in the place of the base's bytes. The file has nothing to say about them.
    ZERO(2),
    /// As [#DIRTY]; where a crash loses it, zeros are left and not the base. Never recorded.
    OVER_ZERO(3);

    private final byte code;

    State(int code) {
      this.code = (byte) code;
    }

    /// As it is recorded.
    byte code() {
      return code;
    }

    static State of(byte code) {
      for (State state : values()) {
        if (state.code == code) {
          return state;
        }
      }
      throw new IllegalStateException("the record of an extent has an unknown state=" + code);
    }
  }

  static Extent clean(long start, long end) {
    return new Extent(start, end, State.CLEAN, 0, 0);
  }

  boolean isClean() {
    return state == State.CLEAN;
  }

  boolean isInFile() {
    return state != State.ZERO;
  }

  long length() {
    return end - start;
  }

  Extent as(State other) {
    return new Extent(start, end, other, since, written);
  }

  Extent within(long from, long to) {
    return from <= start && end <= to
        ? this
        : new Extent(Math.max(from, start), Math.min(to, end), state, since, written);
  }

  /// What it takes on the disk at most.
  long cost() {
    return !isInFile() ? 0 : cost(start, end);
  }

  static long cost(long start, long end) {
    return end <= start ? 0 : Math.ceilDiv(end, UNIT) * UNIT - start / UNIT * UNIT;
  }
}
