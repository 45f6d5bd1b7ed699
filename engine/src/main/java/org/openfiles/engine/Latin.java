package org.openfiles.engine;

import java.nio.charset.StandardCharsets;

/// Bytes as a string that compares and hashes, one char each.
final class Latin {
  private Latin() {}

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
