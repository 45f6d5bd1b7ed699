package org.openfiles.lmdb;

import java.util.ArrayDeque;

/// The frames of one transaction at a time: one for its own calls, and one for each open cursor.
final class Frames {
  private final Frame own = new Frame();
  private final ArrayDeque<Frame> free = new ArrayDeque<>();

  Frame own() {
    return own;
  }

  Frame take() {
    Frame frame = free.poll();
    return frame != null ? frame : new Frame();
  }

  void give(Frame frame) {
    free.push(frame);
  }
}
