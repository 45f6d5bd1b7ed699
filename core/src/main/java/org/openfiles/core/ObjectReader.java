package org.openfiles.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Bytes of one version of an object: whatever happens to the key meanwhile, they do not change.
public interface ObjectReader extends AutoCloseable {
  /// The version that is read.
  ObjectInfo info();

  /// Which of its bytes are read.
  Slice slice();

  /// The next bytes into `target`, at least one unless it is full; -1 at the end of the slice.
  ///
  /// @throws CorruptDataException when the bytes turn out to be not those of [#info]
  int read(ByteBuffer target) throws IOException;

  /// The bytes as part of an open file, where they lie in one. The caller closes its channel; this
  /// reader is closed on its own.
  default Optional<FileSlice> file() throws IOException {
    return Optional.empty();
  }

  @Override
  void close() throws IOException;
}
