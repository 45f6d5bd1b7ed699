package org.openfiles.core;

import java.nio.charset.StandardCharsets;

/// The name of an object: 1 to 1024 bytes of UTF-8, opaque, never normalized.
///
/// Keys are ordered by their UTF-8 bytes, which is the order of code points and *not* the order of
/// [String#compareTo] (UTF-16 puts the supplementary planes before U+E000).
public record Key(String value) implements Comparable<Key> {

  /// The longest key, in bytes of UTF-8 (S3 API, "Naming Amazon S3 objects").
  public static final int BYTES_MAX = 1024;

  public Key {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a key is not empty");
    }
    int bytes = utf8Length(value);
    if (bytes > BYTES_MAX) {
      throw new KeyTooLongException(bytes);
    }
  }

  public byte[] utf8() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int compareTo(Key other) {
    return compare(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  /// Compares two strings as their UTF-8 bytes would compare.
  public static int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // A surrogate stands for a code point above every other char: lift it over U+E000..U+FFFF.
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int utf8Length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        throw new IllegalArgumentException("a key is valid Unicode: lone surrogate at index " + i);
      }
    }
    return bytes;
  }
}
