package org.openfiles.store.azure;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The name of a key that Azure can't hold as it is, made of 16,384 characters that it can.
///
/// Packed names compare as their keys do, so that they can be listed in order. Each byte of a key
/// is one of 256 symbols of nine bits, none of them zero; zeros behind them are its end; fourteen
/// bits make a character from U+4000 to U+7FFF. The longest key makes 659 of them.
final class PackedName {
  private static final int SYMBOL_BITS = 9;
  private static final int CHAR_BITS = 14;
  private static final int FIRST_CHAR = 0x4000;
  private static final int CHAR_MASK = (1 << CHAR_BITS) - 1;
  private static final int SYMBOL_MASK = (1 << SYMBOL_BITS) - 1;

  private PackedName() {}

  static String of(String key) {
    return pack(key, true);
  }

  /// What the packed names of all keys with a prefix begin with; names of other keys may too.
  static String ofPrefix(String prefix) {
    return pack(prefix, false);
  }

  private static String pack(String text, boolean closed) {
    StringBuilder packed = new StringBuilder();
    int bits = 0;
    int rest = 0;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      rest = ((rest << SYMBOL_BITS) | ((each & 0xff) + 1)) & 0x7fffff;
      bits += SYMBOL_BITS;
      if (bits >= CHAR_BITS) {
        bits -= CHAR_BITS;
        packed.append((char) (FIRST_CHAR + ((rest >> bits) & CHAR_MASK)));
      }
    }
    if (closed && bits > 0) {
      packed.append((char) (FIRST_CHAR + ((rest << (CHAR_BITS - bits)) & CHAR_MASK)));
    }
    return packed.toString();
  }

  /// The key of a packed name; empty for a name that is none.
  static Optional<String> key(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int bits = 0;
    int rest = 0;
    for (int i = 0; i < name.length(); i++) {
      int value = name.charAt(i) - FIRST_CHAR;
      if (value < 0 || value > CHAR_MASK) {
        return Optional.empty();
      }
      rest = ((rest << CHAR_BITS) | value) & 0x7fffff;
      bits += CHAR_BITS;
      for (; bits >= SYMBOL_BITS; bits -= SYMBOL_BITS) {
        int symbol = (rest >> (bits - SYMBOL_BITS)) & SYMBOL_MASK;
        if (symbol > 0) {
          bytes.write(symbol - 1);
        }
      }
    }
    String key = bytes.toString(StandardCharsets.UTF_8);
    return of(key).equals(name) ? Optional.of(key) : Optional.empty();
  }
}
