package org.openfiles.core;

import java.nio.charset.StandardCharsets;

/// What a file is called in its directory: 1 to 255 bytes of UTF-8 without `/` and NUL, and neither
/// `.` nor `..` (POSIX.1-2024, 3.154 "Filename"). Never normalized.
public record Name(String value) implements Comparable<Name> {
  public static final int BYTES_MAX = 255;

  /// @throws NameTooLongException when it would be legal if it were shorter
  /// @throws IllegalArgumentException when it is not legal
  public Name {
    int bytes = value.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > BYTES_MAX) {
      throw new NameTooLongException(bytes);
    }
    if (!isLegal(value)) {
      throw new IllegalArgumentException(
          "not a file name (1 to %d bytes, no / and no NUL, not . or ..): %s"
              .formatted(BYTES_MAX, value));
    }
  }

  public static boolean isLegal(String text) {
    return !text.isEmpty()
        && !text.equals(".")
        && !text.equals("..")
        && text.indexOf('/') < 0
        && text.indexOf('\0') < 0
        && text.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  public byte[] utf8() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int compareTo(Name other) {
    return Key.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
