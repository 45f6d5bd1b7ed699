package org.openfiles.store.azure;

/// The two orders that keys are listed in.
///
/// We list by UTF-8 bytes, which is the order of code points. Azure lists by UTF-16 units, in which
/// the supplementary characters (two surrogates, U+D800 to U+DFFF) come before U+E000 to U+FFFF.
/// The orders differ for nothing else.
final class CodePoints {
  private static final String FIRST_SUPPLEMENTARY = Character.toString(0x10000);

  private CodePoints() {}

  /// The least text above all that begin with a prefix, in the order of UTF-8; empty if there's
  /// none.
  static String behindInUtf8(String prefix) {
    String rest = prefix;
    while (!rest.isEmpty()) {
      int last = rest.codePointBefore(rest.length());
      rest = rest.substring(0, rest.length() - Character.charCount(last));
      if (last < Character.MAX_CODE_POINT) {
        return rest + Character.toString(last == 0xd7ff ? 0xe000 : last + 1);
      }
    }
    return "";
  }

  /// The same in the order of UTF-16.
  static String behindInUtf16(String prefix) {
    String rest = prefix;
    while (!rest.isEmpty()) {
      int last = rest.codePointBefore(rest.length());
      rest = rest.substring(0, rest.length() - Character.charCount(last));
      if (last != 0xffff) {
        return rest
            + switch (last) {
              case 0xd7ff -> FIRST_SUPPLEMENTARY;
              case Character.MAX_CODE_POINT -> "\ue000";
              default -> Character.toString(last + 1);
            };
      }
    }
    return "";
  }

  /// Whether a character is one that the supplementary ones precede in UTF-16 only.
  static boolean isHigh(char c) {
    return c >= '\ue000';
  }

  /// The least text of UTF-8's order that begins with a prefix and goes on with a supplementary
  /// character.
  static String supplementaryAfter(String prefix) {
    return prefix + FIRST_SUPPLEMENTARY;
  }

  /// The least text that begins with a prefix and goes on with a high character.
  static String highAfter(String prefix) {
    return prefix + '\ue000';
  }
}
