package org.openfiles.store.azure;

import com.azure.core.util.BinaryData;
import java.nio.ByteBuffer;

/// A block that is being filled. It takes as much memory as it holds, up to its size.
final class Block {
  private static final int FIRST_BYTES = 64 * 1024;

  private final int size;
  private ByteBuffer bytes;

  Block(int size) {
    this.size = size;
    this.bytes = ByteBuffer.allocate(Math.min(FIRST_BYTES, size));
  }

  boolean isFull() {
    return bytes.position() == size;
  }

  boolean isEmpty() {
    return bytes.position() == 0;
  }

  int length() {
    return bytes.position();
  }

  /// Takes what there is room for.
  void take(ByteBuffer source) {
    int length = Math.min(source.remaining(), size - bytes.position());
    if (length > bytes.remaining()) {
      int needed = bytes.position() + length;
      int capacity = (int) Math.min(size, Math.max(2L * bytes.capacity(), needed));
      bytes = ByteBuffer.allocate(capacity).put(bytes.flip());
    }
    bytes.put(source.slice().limit(length));
    source.position(source.position() + length);
  }

  /// What was taken. It may be read again and again, until [#clear].
  BinaryData data() {
    return BinaryData.fromByteBuffer(bytes.duplicate().flip());
  }

  void clear() {
    bytes.clear();
  }
}
