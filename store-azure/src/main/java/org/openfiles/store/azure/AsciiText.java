package org.openfiles.store.azure;

/// Text that goes through HTTP headers, signatures and proxies unchanged.
final class AsciiText {
  private AsciiText() {}

  /// Printable, not empty, and without spaces that somebody on the way might fold or trim.
  static boolean isHeaderValue(String text) {
    return !text.isEmpty()
        && !text.startsWith(" ")
        && !text.endsWith(" ")
        && !text.contains("  ")
        && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  /// Whether Azure takes it for the name of metadata, and gives it back as it is.
  static boolean isMetadataName(String text) {
    return !text.isEmpty()
        && (text.charAt(0) < '0' || text.charAt(0) > '9')
        && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
  }

  /// A JSON text, with everything in its strings escaped that is not printable ASCII.
  static String json(String json) {
    StringBuilder ascii = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean folds = c == ' ' && i > 0 && json.charAt(i - 1) == ' ';
      if (c < ' ' || c >= 0x7f || folds) {
        ascii.append(String.format("\\u%04x", (int) c));
      } else {
        ascii.append(c);
      }
    }
    return ascii.toString();
  }
}
