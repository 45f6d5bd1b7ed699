package org.openfiles.engine.content;

import java.nio.ByteBuffer;

/// Nothing, as bytes.
final class Zeros {
  private static final ByteBuffer PORTION = ByteBuffer.allocateDirect(64 << 10).asReadOnlyBuffer();

  private Zeros() {}

  static void fill(ByteBuffer target) {
    while (target.hasRemaining()) {
      ByteBuffer portion = PORTION.duplicate();
      portion.limit(Math.min(portion.remaining(), target.remaining()));
      target.put(portion);
    }
  }
}
