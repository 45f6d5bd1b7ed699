package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.Content;

/// The bytes of a file on their way to the store, all of one state of it.
final class ContentBytes implements Content.Arriving {
  private static final int BLOCK = 256 << 10;

  private final FrozenFile file;
  private final long end;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
  private final long length;
  private long position;

  ContentBytes(FrozenFile file, long position, long length) {
    this.file = file;
    this.position = position;
    this.length = length;
    this.end = position + length;
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(length);
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    if (position == end) {
      return null;
    }
    block.clear().limit((int) Math.min(BLOCK, end - position));
    file.read(position, block);
    position += block.position();
    return block.flip();
  }

  @Override
  public List<Checksum> checksums() {
    return List.of();
  }
}
