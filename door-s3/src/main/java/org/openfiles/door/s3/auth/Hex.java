package org.openfiles.door.s3.auth;

import java.nio.charset.StandardCharsets;

/// Hexadecimal digits, in lower case, by table.
final class Hex {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private Hex() {}

  /// The value of a digit of either case; -1 for what is none.
  static int digit(int c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  static byte[] ascii(byte[] bytes) {
    byte[] text = new byte[2 * bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      text[2 * i] = DIGITS[bytes[i] >> 4 & 0xF];
      text[2 * i + 1] = DIGITS[bytes[i] & 0xF];
    }
    return text;
  }

  static String text(byte[] bytes) {
    return new String(ascii(bytes), StandardCharsets.US_ASCII);
  }

  /// Whether a text is a SHA-256 in hexadecimal digits.
  static boolean isSha256(String text) {
    if (text.length() != 64) {
      return false;
    }
    for (int i = 0; i < 64; i++) {
      if (digit(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
