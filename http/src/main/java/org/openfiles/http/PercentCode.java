package org.openfiles.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Percent-encoding (RFC 3986) of UTF-8, undone exactly once: what comes out is never decoded
/// again, and never normalized, so `%252e` is the three characters `%2e` and `a/../b` stays what it
/// is.
public final class PercentCode {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PercentCode() {}

  /// The text that was encoded; empty when an escape is broken or the bytes are not UTF-8.
  public static Optional<String> decode(String encoded) {
    return decode(encoded, false);
  }

  /// As [#decode(String)], with `+` for a space, as forms and query strings have it.
  public static Optional<String> decodeForm(String encoded) {
    return decode(encoded, true);
  }

  private static Optional<String> decode(String encoded, boolean plusIsSpace) {
    if (isPlain(encoded, plusIsSpace)) {
      return Optional.of(encoded);
    }
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '%') {
        int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
        int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
        if (low < 0) {
          return Optional.empty();
        }
        bytes[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        bytes[length++] = b == '+' && plusIsSpace ? (byte) ' ' : b;
      }
    }
    return utf8(ByteBuffer.wrap(bytes, 0, length));
  }

  private static boolean isPlain(String text, boolean plusIsSpace) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || c >= 0x80 || (c == '+' && plusIsSpace)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> utf8(ByteBuffer bytes) {
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  /// The text as a client decodes it with or without `+` for a space: everything is escaped but
  /// letters, digits and `-_.~/`.
  public static String encodePath(String text) {
    int plain = 0;
    while (plain < text.length() && isUnreserved(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    StringBuilder encoded = new StringBuilder(text.length() + 16).append(text, 0, plain);
    for (byte b : text.substring(plain).getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved((char) (b & 0xff))) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '~'
        || c == '/';
  }
}
