package org.openfiles.folder;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Percent-encoding of bytes in names, with upper-case digits.
final class Percent {
  private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private Percent() {}

  /// What no name can hold, and the percent sign itself.
  static byte[] escape(byte[] component) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(component.length + 16);
    for (byte b : component) {
      if (b == 0 || b == '%') {
        write(out, b);
      } else {
        out.write(b);
      }
    }
    return out.toByteArray();
  }

  /// Any bytes as text: what is not UTF-8, the slash and the percent sign itself are encoded.
  static byte[] escapeToUtf8(byte[] raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length + 16);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(raw);
    CharBuffer text = CharBuffer.allocate(raw.length);
    while (true) {
      int from = in.position();
      CoderResult result = decoder.decode(in, text.clear(), true);
      for (int i = from; i < in.position(); i++) {
        if (raw[i] == '%' || raw[i] == '/') {
          write(out, raw[i]);
        } else {
          out.write(raw[i]);
        }
      }
      if (!result.isError()) {
        return out.toByteArray();
      }
      for (int i = 0; i < result.length(); i++) {
        write(out, in.get());
      }
      decoder.reset();
    }
  }

  static void write(ByteArrayOutputStream out, byte b) {
    out.write('%');
    out.write(DIGITS[(b >> 4) & 0xF]);
    out.write(DIGITS[b & 0xF]);
  }

  /// Null where a percent sign is not followed by two digits.
  static byte @Nullable [] unescape(byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
    for (int i = 0; i < text.length; i++) {
      if (text[i] != '%') {
        out.write(text[i]);
        continue;
      }
      if (i + 2 >= text.length) {
        return null;
      }
      int high = Character.digit(text[i + 1], 16);
      int low = Character.digit(text[i + 2], 16);
      if (high < 0 || low < 0) {
        return null;
      }
      out.write((high << 4) | low);
      i += 2;
    }
    return out.toByteArray();
  }

  static boolean isUtf8(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return decodes(bytes);
      }
    }
    return true;
  }

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
