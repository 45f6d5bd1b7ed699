package org.openfiles.door.s3.multipart;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.Content;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.RunningChecksum;

/// The bytes of a stored object on their way into a part that must have a checksum: they have to be
/// read for it, so they are not cloned.
final class ChecksummedCopy implements Content.Arriving {
  private static final int BLOCK_BYTES = 256 << 10;

  private final ObjectReader reader;
  private final RunningChecksum running;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);

  ChecksummedCopy(ObjectReader reader, ChecksumAlgorithm algorithm) {
    this.reader = reader;
    running = RunningChecksum.of(algorithm);
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(reader.slice().length());
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    block.clear();
    if (reader.read(block) < 0) {
      return null;
    }
    block.flip();
    running.update(block);
    return block;
  }

  @Override
  public List<Checksum> checksums() {
    return List.of(running.finish());
  }
}
