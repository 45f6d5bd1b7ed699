package org.openfiles.door.http;

/// Whether the door is about to close: what would go on for ever ends then.
final class Closing {
  private volatile boolean begun;

  void begin() {
    begun = true;
  }

  boolean hasBegun() {
    return begun;
  }
}
