package org.openfiles.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The bytes of an object to be written.
public sealed interface Content {

  /// Bytes that arrive. A fault of [#next] means that nothing is stored: whoever verifies what
  /// arrives throws there, at the latest when it would return null.
  non-sealed interface Arriving extends Content {
    /// How many bytes will come, where that is known before.
    OptionalLong length();

    /// The next bytes, valid until the next call; null at the end.
    @Nullable ByteBuffer next() throws IOException;

    /// Checksums of all bytes, to be kept with the object. Asked once, after the end.
    List<Checksum> checksums();
  }

  /// Bytes that lie in a store already; where both are on one file system they are cloned, not
  /// copied. The caller closes the reader.
  record Stored(ObjectReader reader) implements Content {}
}
