package org.openfiles.posix;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.HexFormat;

/// Names as the kernel has them: bytes, which need not be UTF-8 and never depend on the locale.
///
/// A name is one entry of a directory. A relative path is names with `/` between them. Neither can
/// hold a NUL byte; every call of this package refuses one with [InvalidPathException], since the
/// kernel would take the rest away silently.
public final class FileName {
  private FileName() {}

  /// The UTF-8 bytes of a name. A lone surrogate, which has no UTF-8 form, is refused.
  public static byte[] bytes(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (!new String(bytes, StandardCharsets.UTF_8).equals(name)) {
      throw new InvalidPathException(name, "not Unicode text");
    }
    return bytes;
  }

  /// Readable text for messages: UTF-8 is decoded, each other byte and each control character is
  /// written as `\xNN`. Two names may look the same.
  public static String display(byte[] name) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(name);
    CharBuffer out = CharBuffer.allocate(name.length);
    StringBuilder text = new StringBuilder(name.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      out.flip();
      out.chars().forEach(c -> append(text, (char) c));
      out.clear();
      if (!result.isError()) {
        return text.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        hex(text, in.get());
      }
      decoder.reset();
    }
  }

  private static void append(StringBuilder text, char c) {
    if (Character.isISOControl(c)) {
      for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
        hex(text, b);
      }
    } else {
      text.append(c);
    }
  }

  private static void hex(StringBuilder text, byte b) {
    text.append("\\x").append(HexFormat.of().withUpperCase().toHexDigits(b));
  }

  /// Refuses what is not the name of one entry: a call that changes a directory would otherwise
  /// follow the symbolic links on the way to it.
  static byte[] requireEntry(byte[] name) {
    if (!isEntry(name)) {
      throw new InvalidPathException(display(name), "not the name of an entry");
    }
    return name;
  }

  static boolean isEntry(byte[] name) {
    if (name.length == 0 || (name[0] == '.' && isDots(name))) {
      return false;
    }
    for (byte b : name) {
      if (b == '/' || b == 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDots(byte[] name) {
    return name.length == 1 || (name.length == 2 && name[1] == '.');
  }

  /// Refuses a NUL byte.
  static byte[] requirePath(byte[] path) {
    for (byte b : path) {
      if (b == 0) {
        throw new InvalidPathException(display(path), "has a NUL byte");
      }
    }
    return path;
  }
}
