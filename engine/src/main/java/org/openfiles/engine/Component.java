package org.openfiles.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.openfiles.core.Name;

/// One part of a key between slashes, and the name that it has as a file.
///
/// Most are their own names. A key that is no path still has one, which begins with `.%` and tells
/// whether a file (`f`) or a directory (`d`) is meant, so that the object `a` can stand beside the
/// directory of `a/b`: `.%fa`. Bytes that no name may have follow a `%`; what would be longer than
/// a name may be is called by its SHA-256 (`.%h`), and found by looking for it.
///
/// @param text of any length, also empty, `.` and `..`, but without a slash
record Component(String text, boolean directory) {
  /// The file that is an object whose key ends with a slash, and that has bytes: without any it is
  /// no file, but the marker of its directory.
  static final Component MARKER = new Component("", false);

  private static final String ESCAPED = ".%";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /// How many bytes of a component are in the key of its row; LMDB takes 511.
  private static final int ROW_BYTES = 440;

  private static final int DIGEST_BYTES = 32;

  /// The name of what stands alone: nothing else has this component in its directory.
  Name name() {
    return Name.isLegal(text) && !text.startsWith(ESCAPED) ? new Name(text) : escaped();
  }

  /// The name of the file beside a directory of the same component.
  Name escaped() {
    StringBuilder name = new StringBuilder(ESCAPED).append(directory ? 'd' : 'f');
    boolean dots = text.equals(".") || text.equals("..");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b == '%' || b == 0 || (dots && b == '.')) {
        name.append('%').append(HEX.toHexDigits(b));
      } else {
        name.append((char) (b & 0xFF));
      }
    }
    byte[] bytes = name.toString().getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length > Name.BYTES_MAX) {
      return new Name(
          ESCAPED
              + "h"
              + (directory ? 'd' : 'f')
              + HexFormat.of().formatHex(digest(text.getBytes(StandardCharsets.UTF_8))));
    }
    return new Name(new String(bytes, StandardCharsets.UTF_8));
  }

  static boolean isEscaped(Name name) {
    return name.value().startsWith(ESCAPED);
  }

  /// Whether a name is one of [#escaped()] that cannot be read back, but has to be looked for.
  static boolean isDigest(Name name) {
    return name.value().startsWith(ESCAPED + "h");
  }

  /// What an escaped name stands for.
  ///
  /// @throws IllegalArgumentException when it stands for nothing
  static Component unescape(Name name) {
    String value = name.value();
    if (!isEscaped(name) || value.length() < 3 || "fd".indexOf(value.charAt(2)) < 0) {
      throw new IllegalArgumentException(
          "names that begin with .% are kept for other keys: " + value);
    }
    byte[] escaped = value.substring(3).getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(escaped.length);
    for (int i = 0; i < escaped.length; i++) {
      if (escaped[i] != '%') {
        bytes.put(escaped[i]);
      } else {
        bytes.put((byte) hex(escaped, i + 1, value));
        i += 2;
      }
    }
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    return new Component(text, value.charAt(2) == 'd');
  }

  private static int hex(byte[] bytes, int at, String whole) {
    if (at + 1 >= bytes.length) {
      throw new IllegalArgumentException("a % is followed by two digits: " + whole);
    }
    return HexFormat.fromHexDigits(new String(bytes, at, 2, StandardCharsets.US_ASCII));
  }

  /// As a part of a row's key: the rows of a directory are in the order of their keys in the store,
  /// since what is below a directory has its slash there too.
  byte[] rowKey() {
    byte[] bytes = (directory ? text + "/" : text).getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= ROW_BYTES) {
      return bytes;
    }
    byte[] row = Arrays.copyOf(bytes, ROW_BYTES + DIGEST_BYTES);
    System.arraycopy(digest(bytes), 0, row, ROW_BYTES, DIGEST_BYTES);
    return row;
  }

  /// Whether a row is of a component that is longer than it: those of one beginning are beside each
  /// other, and in no order.
  static boolean isDigestRow(String row) {
    return row.length() == ROW_BYTES + DIGEST_BYTES;
  }

  /// What a row begins with that stands for more than it can hold.
  static String rowHead(String bytes) {
    return bytes.length() <= ROW_BYTES ? bytes : bytes.substring(0, ROW_BYTES);
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
