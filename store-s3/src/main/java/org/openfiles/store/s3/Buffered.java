package org.openfiles.store.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Content;
import org.openfiles.core.ObjectReader;

/// Content cut into pieces that are in memory whole, so that each can be sent again. No piece is
/// given out before it is known whether more follows: what fails at its end has then sent nothing
/// that could be published.
final class Buffered {
  private static final int FIRST_BYTES = 1 << 16;

  /// Where the bytes come from.
  private interface Source {
    /// The next bytes, valid until the next call; null at the end.
    @Nullable ByteBuffer next() throws IOException;
  }

  /// Some bytes of the content, and whether they are its last.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Piece(byte[] bytes, int length, boolean last) {
    ByteBuffer buffer() {
      return ByteBuffer.wrap(bytes, 0, length).asReadOnlyBuffer();
    }
  }

  private final Source source;
  private final long length;
  private @Nullable ByteBuffer ahead;

  private Buffered(Source source, long length) {
    this.source = source;
    this.length = length;
  }

  static Buffered of(Content content) {
    return switch (content) {
      case Content.Arriving arriving ->
          new Buffered(arriving::next, arriving.length().orElse(FIRST_BYTES));
      case Content.Stored(ObjectReader reader) ->
          new Buffered(reading(reader), reader.slice().length());
    };
  }

  private static Source reading(ObjectReader reader) {
    ByteBuffer buffer = ByteBuffer.allocate(FIRST_BYTES);
    return () -> reader.read(buffer.clear()) < 0 ? null : buffer.flip();
  }

  /// The next piece, of the size that is wanted unless it is the last.
  Piece next(int size) throws IOException {
    byte[] bytes = new byte[(int) Math.min(length, size)];
    int filled = 0;
    for (ByteBuffer chunk = chunk(); chunk != null; chunk = chunk()) {
      int taken = Math.min(chunk.remaining(), size - filled);
      if (filled + taken > bytes.length) {
        long doubled = Math.max(filled + taken, 2L * bytes.length);
        bytes = Arrays.copyOf(bytes, (int) Math.min(doubled, size));
      }
      chunk.get(bytes, filled, taken);
      filled += taken;
      if (filled == size) {
        return new Piece(bytes, filled, chunk() == null);
      }
    }
    return new Piece(bytes, filled, true);
  }

  /// Bytes that were not taken yet; null at the end, which is asked of the source once.
  private @Nullable ByteBuffer chunk() throws IOException {
    while (ahead == null || !ahead.hasRemaining()) {
      ahead = source.next();
      if (ahead == null) {
        return null;
      }
    }
    return ahead;
  }
}
