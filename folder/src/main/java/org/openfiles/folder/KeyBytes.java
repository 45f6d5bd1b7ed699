package org.openfiles.folder;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.openfiles.core.Key;

/// Keys and pieces of keys as bytes, in whose order listings are.
final class KeyBytes {
  private KeyBytes() {}

  /// The UTF-8 bytes of a text; one with a lone surrogate has none.
  static byte[] of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
      throw new IllegalArgumentException("not Unicode text: a lone surrogate");
    }
    return bytes;
  }

  static Key key(byte[] bytes) {
    return new Key(text(bytes));
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static boolean startsWith(byte[] bytes, byte[] prefix) {
    return startsWith(bytes, 0, bytes.length, prefix);
  }

  static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
    return to - from >= prefix.length
        && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
  }

  static byte[] concat(byte[] left, byte[] right) {
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  /// Where a piece begins at or after `from`; -1 where nowhere.
  static int indexOf(byte[] bytes, byte[] piece, int from) {
    for (int i = from; i <= bytes.length - piece.length; i++) {
      if (Arrays.equals(bytes, i, i + piece.length, piece, 0, piece.length)) {
        return i;
      }
    }
    return -1;
  }

  /// The least bytes that are greater than all that begin with a prefix, which is UTF-8 and not
  /// empty: its last byte is not the greatest.
  static byte[] afterAllWith(byte[] prefix) {
    byte[] after = prefix.clone();
    after[after.length - 1]++;
    return after;
  }

  /// The least bytes that are greater.
  static byte[] after(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length + 1);
  }
}
