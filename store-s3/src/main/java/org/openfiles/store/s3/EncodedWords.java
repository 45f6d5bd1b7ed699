package org.openfiles.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Text in headers that take printable ASCII only, in the form in which S3 itself gives out what is
/// more: encoded words of RFC 2047. Whatever was encoded here comes back as it was; a word that
/// somebody else left broken stays as it is.
final class EncodedWords {
  private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]+)\\?([bBqQ])\\?([^?\\s]*)\\?=");
  private static final Pattern WORDS = Pattern.compile(WORD + "(\\s+" + WORD + ")*");

  private EncodedWords() {}

  static String encode(String text) {
    return isPlain(text)
        ? text
        : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "?=";
  }

  static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  private static boolean isPlain(String text) {
    return isPrintable(text) && text.strip().equals(text) && !text.contains("=?");
  }

  static String decode(String header) {
    if (!header.startsWith("=?") || !WORDS.matcher(header).matches()) {
      return header;
    }
    try {
      StringBuilder text = new StringBuilder();
      WORD.matcher(header).results().forEach(word -> text.append(decode(word)));
      return text.toString();
    } catch (IllegalArgumentException _) {
      // An unknown character set, or neither base64 nor quoted-printable.
      return header;
    }
  }

  private static String decode(MatchResult word) {
    Charset charset = Charset.forName(word.group(1));
    byte[] bytes =
        word.group(2).toLowerCase(Locale.ROOT).equals("b")
            ? Base64.getDecoder().decode(word.group(3))
            : quoted(word.group(3));
    return new String(bytes, charset);
  }

  /// The Q encoding of RFC 2047, section 4.2.
  private static byte[] quoted(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '=') {
        bytes.write(c == '_' ? ' ' : c);
      } else if (i + 2 < text.length()) {
        bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else {
        throw new IllegalArgumentException("cut off: " + text);
      }
    }
    return bytes.toByteArray();
  }
}
