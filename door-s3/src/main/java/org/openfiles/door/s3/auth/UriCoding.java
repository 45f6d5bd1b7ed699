package org.openfiles.door.s3.auth;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// Percent-encoding as signatures of version 4 want it: everything but letters, digits and `-._~`,
/// in upper case, once. What clients sent otherwise is decoded and encoded again.
final class UriCoding {
  private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();
  private static final boolean[] UNRESERVED = new boolean[128];

  static {
    for (char c = '-'; c <= 'z'; c++) {
      UNRESERVED[c] = Character.isLetterOrDigit(c);
    }
    for (char c : "-._~".toCharArray()) {
      UNRESERVED[c] = true;
    }
  }

  private UriCoding() {}

  private record Parameter(String name, String value) {}

  /// Appends a path, its slashes as they are: S3 does not normalize paths.
  static void path(String raw, ByteText target) throws S3Exception {
    int end = raw.length();
    int plain = 0;
    while (plain < end && (isUnreserved(raw.charAt(plain)) || raw.charAt(plain) == '/')) {
      plain++;
    }
    target.append(raw, 0, plain);
    if (plain < end) {
      StringBuilder rest = new StringBuilder(end - plain + 16);
      recode(raw, plain, end, true, rest);
      target.append(rest.toString());
    }
  }

  /// Appends a query, sorted by name, then by value.
  ///
  /// @param without a parameter to leave out; none has the empty name
  static void query(String raw, String without, ByteText target) throws S3Exception {
    List<Parameter> parameters = new ArrayList<>(8);
    int from = 0;
    while (from < raw.length()) {
      int end = raw.indexOf('&', from);
      if (end < 0) {
        end = raw.length();
      }
      if (end > from) {
        int equals = raw.indexOf('=', from);
        int nameEnd = equals < 0 || equals > end ? end : equals;
        String name = recode(raw, from, nameEnd);
        if (!name.equals(without)) {
          parameters.add(new Parameter(name, nameEnd == end ? "" : recode(raw, nameEnd + 1, end)));
        }
      }
      from = end + 1;
    }
    if (parameters.size() > 1) {
      parameters.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
    }
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (i > 0) {
        target.append('&');
      }
      target.append(parameter.name).append('=').append(parameter.value);
    }
  }

  /// A text percent-encoded.
  static String encode(String text) {
    StringBuilder target = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      encode(b & 0xFF, false, target);
    }
    return target.toString();
  }

  /// Decodes a component of a query, where `+` is a space.
  static String decode(String raw, int from, int to) throws S3Exception {
    byte[] bytes = new byte[3 * (to - from)];
    int length = 0;
    for (int i = from; i < to; i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes[length++] = (byte) escaped(raw, i, to);
        i += 2;
      } else if (c < 0x80) {
        bytes[length++] = (byte) (c == '+' ? ' ' : c);
      } else {
        int pair = Character.isHighSurrogate(c) && i + 1 < to ? 2 : 1;
        for (byte b : raw.substring(i, i + pair).getBytes(StandardCharsets.UTF_8)) {
          bytes[length++] = b;
        }
        i += pair - 1;
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static String recode(String raw, int from, int to) throws S3Exception {
    int plain = from;
    while (plain < to && isUnreserved(raw.charAt(plain))) {
      plain++;
    }
    if (plain == to) {
      return raw.substring(from, to);
    }
    StringBuilder target = new StringBuilder(to - from + 16);
    recode(raw, from, to, false, target);
    return target.toString();
  }

  private static void recode(String raw, int from, int to, boolean path, StringBuilder target)
      throws S3Exception {
    for (int i = from; i < to; i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        encode(escaped(raw, i, to), path, target);
        i += 2;
      } else if (c < 0x80) {
        encode(c == '+' && !path ? ' ' : c, path, target);
      } else {
        int pair = Character.isHighSurrogate(c) && i + 1 < to ? 2 : 1;
        for (byte b : raw.substring(i, i + pair).getBytes(StandardCharsets.UTF_8)) {
          encode(b & 0xFF, path, target);
        }
        i += pair - 1;
      }
    }
  }

  private static void encode(int octet, boolean path, StringBuilder target) {
    if (octet < 0x80 && (UNRESERVED[octet] || (path && octet == '/'))) {
      target.append((char) octet);
    } else {
      target.append('%').append(DIGITS[octet >> 4]).append(DIGITS[octet & 0xF]);
    }
  }

  private static int escaped(String raw, int at, int to) throws S3Exception {
    int high = at + 2 < to ? Hex.digit(raw.charAt(at + 1)) : -1;
    int low = at + 2 < to ? Hex.digit(raw.charAt(at + 2)) : -1;
    if (high < 0 || low < 0) {
      throw S3Error.INVALID_URI.exception();
    }
    return high << 4 | low;
  }

  private static boolean isUnreserved(char c) {
    return c < 0x80 && UNRESERVED[c];
  }
}
