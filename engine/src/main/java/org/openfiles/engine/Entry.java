package org.openfiles.engine;

import java.util.Optional;
import org.openfiles.core.ETag;

/// The row of a name in a directory.
sealed interface Entry {
  /// The name of an inode.
  record Live(long node, boolean directory) implements Entry {}

  /// A tombstone: nothing is here, although the store still has something.
  ///
  /// @param key the object; for a directory that was renamed the prefix
  /// @param etag the version that was removed; empty where that is a prefix, or not known
  /// @param movedTo the inode that takes the object with it; 0 for none
  /// @param mark of an upload of what was removed, which the store may have taken; else empty
  record Gone(String key, Optional<ETag> etag, long movedTo, String mark) implements Entry {
    boolean isPrefix() {
      return etag.isEmpty() && mark.isEmpty();
    }
  }

  static Entry decode(byte[] row) {
    Decoder in = new Decoder(row);
    return switch (in.small()) {
      case 0 -> new Live(in.number(), false);
      case 1 -> new Live(in.number(), true);
      default -> {
        String key = in.text();
        String etag = in.text();
        yield new Gone(
            key,
            etag.isEmpty() ? Optional.empty() : Optional.of(new ETag(etag)),
            in.number(),
            in.text());
      }
    };
  }

  default byte[] encode() {
    return switch (this) {
      case Live(long node, boolean directory) ->
          new Encoder().number(directory ? 1 : 0).number(node).done();
      case Gone(String key, Optional<ETag> etag, long movedTo, String mark) ->
          new Encoder()
              .number(2)
              .text(key)
              .text(etag.map(ETag::value).orElse(""))
              .number(movedTo)
              .text(mark)
              .done();
    };
  }
}
