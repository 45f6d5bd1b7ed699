package org.openfiles.store.azure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.Content;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.RunningChecksum;

/// Bytes on their way into the store, whatever they come from.
interface Bytes {
  /// The next ones, valid until the next call; null at the end.
  @Nullable ByteBuffer next() throws IOException;

  /// Checksums of all of them, after the end.
  List<Checksum> checksums();

  /// The bytes of a content.
  ///
  /// @param wanted which checksums to compute of bytes that lie in a store
  static Bytes of(Content content, Set<ChecksumAlgorithm> wanted) {
    return switch (content) {
      case Content.Arriving arriving -> arriving(arriving);
      case Content.Stored stored -> stored(stored.reader(), wanted);
    };
  }

  private static Bytes arriving(Content.Arriving content) {
    return new Bytes() {
      @Override
      public @Nullable ByteBuffer next() throws IOException {
        return content.next();
      }

      @Override
      public List<Checksum> checksums() {
        return content.checksums();
      }
    };
  }

  private static Bytes stored(ObjectReader reader, Set<ChecksumAlgorithm> wanted) {
    List<RunningChecksum> sums = wanted.stream().sorted().map(RunningChecksum::of).toList();
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    return new Bytes() {
      @Override
      public @Nullable ByteBuffer next() throws IOException {
        if (reader.read(buffer.clear()) < 0) {
          return null;
        }
        buffer.flip();
        sums.forEach(sum -> sum.update(buffer));
        return buffer;
      }

      @Override
      public List<Checksum> checksums() {
        List<Checksum> finished = new ArrayList<>();
        sums.forEach(sum -> finished.add(sum.finish()));
        return finished;
      }
    };
  }
}
