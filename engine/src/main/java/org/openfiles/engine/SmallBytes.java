package org.openfiles.engine;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.Content;

/// Bytes in memory on their way to the store.
final class SmallBytes implements Content.Arriving {
  private final byte[] bytes;
  private boolean given;

  SmallBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(bytes.length);
  }

  @Override
  public @Nullable ByteBuffer next() {
    if (given || bytes.length == 0) {
      return null;
    }
    given = true;
    return ByteBuffer.wrap(bytes);
  }

  @Override
  public List<Checksum> checksums() {
    return List.of();
  }
}
