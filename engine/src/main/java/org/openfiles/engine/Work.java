package org.openfiles.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Something that the store doesn't have yet.
sealed interface Work {
  /// What became of an inode: bytes, place, metadata.
  record OfNode(long node) implements Work {}

  /// That something is gone: a tombstone, by its row in a directory.
  record OfTombstone(long directory, String row) implements Work {}

  static Work decode(byte[] key) {
    ByteBuffer in = ByteBuffer.wrap(key);
    byte kind = in.get();
    long number = in.getLong();
    return kind == 'I'
        ? new OfNode(number)
        : new OfTombstone(number, Latin.text(Arrays.copyOfRange(key, 1 + Long.BYTES, key.length)));
  }

  default byte[] encode() {
    return switch (this) {
      case OfNode(long node) ->
          ByteBuffer.allocate(1 + Long.BYTES).put((byte) 'I').putLong(node).array();
      case OfTombstone(long directory, String row) -> {
        byte[] bytes = Latin.bytes(row);
        yield ByteBuffer.allocate(1 + Long.BYTES + bytes.length)
            .put((byte) 'T')
            .putLong(directory)
            .put(bytes)
            .array();
      }
    };
  }
}
