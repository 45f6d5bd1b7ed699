package org.openfiles.store.azure;

import java.nio.file.AccessDeniedException;
import java.util.Optional;
import org.openfiles.core.Key;

/// Where the blob of a key lies: at the key itself, or where Azure can't hold that, at a packed
/// name below `.openfiles/names/`.
///
/// Azure holds no control characters and none that XML has not, turns a backslash into a slash, is
/// unreliable with path segments that end with a dot, and refuses more than 254 of them.
final class BlobNames {
  /// What clients can't see or write into.
  static final String RESERVED = ".openfiles/";

  static final String PACKED = RESERVED + "names/";
  private static final int SEGMENTS_MAX = 254;

  private BlobNames() {}

  /// The blob's name.
  ///
  /// @throws AccessDeniedException when the key is a reserved one
  static String of(Key key) throws AccessDeniedException {
    String text = key.value();
    if (text.startsWith(RESERVED)) {
      throw new AccessDeniedException(text, null, "reserved");
    }
    return isPlain(text) ? text : PACKED + PackedName.of(text);
  }

  /// The key of a packed name, with what it lies below.
  static Optional<Key> packedKey(String name) {
    return PackedName.key(name.substring(PACKED.length()))
        .filter(text -> !text.isEmpty() && !isPlain(text))
        .map(Key::new);
  }

  static boolean isPlain(String key) {
    int segments = 1;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean ends = i + 1 == key.length() || key.charAt(i + 1) == '/';
      if (!isPlain(c) || (c == '.' && ends)) {
        return false;
      }
      segments += c == '/' ? 1 : 0;
    }
    return segments <= SEGMENTS_MAX;
  }

  /// Whether a character may be in a plain name.
  static boolean isPlain(char c) {
    return c >= ' ' && c != '\\' && (c < 0x7f || c > 0x9f) && c < 0xfffe;
  }
}
