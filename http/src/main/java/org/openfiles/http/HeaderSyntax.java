package org.openfiles.http;

/// The characters that names and values of header fields may have (RFC 9110 section 5).
public final class HeaderSyntax {
  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (char c = '0'; c <= 'z'; c++) {
      TOKEN[c] = Character.isLetterOrDigit(c);
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      TOKEN[c] = true;
    }
  }

  private HeaderSyntax() {}

  static boolean isTokenChar(int c) {
    return c >= 0 && c < 128 && TOKEN[c];
  }

  static boolean isValueChar(int c) {
    return (c >= ' ' && c != 0x7f) || c == '\t';
  }

  /// Whether a header may have that name.
  public static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(HeaderSyntax::isTokenChar);
  }

  static void requireName(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("empty header name");
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isTokenChar(name.charAt(i))) {
        throw new IllegalArgumentException("header name is no token name=" + name);
      }
    }
  }

  static void requireValue(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      if (!isValueChar(value.charAt(i))) {
        throw new IllegalArgumentException("control character in header value name=" + name);
      }
    }
  }
}
