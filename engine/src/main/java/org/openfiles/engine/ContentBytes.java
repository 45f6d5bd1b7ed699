package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.ConflictException;
import org.openfiles.core.Content;

/// The bytes of an open file on their way to the store, as of one generation: written to meanwhile,
/// they end in a fault, so that no object is made of two states.
final class ContentBytes implements Content.Arriving {
  private static final int BLOCK = 256 << 10;

  private final OpenFile file;
  private final long generation;
  private final long end;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
  private final long length;
  private long position;

  ContentBytes(OpenFile file, long generation, long position, long length) {
    this.file = file;
    this.generation = generation;
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
      requireUnchanged();
      return null;
    }
    block.clear().limit((int) Math.min(BLOCK, end - position));
    int read = file.read(position, block);
    requireUnchanged();
    if (read <= 0) {
      throw new ConflictException("inode " + file.node, "it was cut off while it was exported");
    }
    position += read;
    return block.flip();
  }

  private void requireUnchanged() throws ConflictException {
    if (file.content().generation() != generation) {
      throw new ConflictException("inode " + file.node, "it was written to while it was exported");
    }
  }

  @Override
  public List<Checksum> checksums() {
    return List.of();
  }
}
