package org.openfiles.core;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// The secret that XXH3 mixes its input with where nobody gives another, and the mixing.
final class Xxh3Secret {
  static final int SIZE = 192;

  private static final ByteBuffer BYTES =
      ByteBuffer.wrap(
              HexFormat.of()
                  .parseHex(
                      "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f"
                          + "cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c"
                          + "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8"
                          + "a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364"
                          + "eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e"
                          + "2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e"))
          .order(LITTLE_ENDIAN);

  private Xxh3Secret() {}

  static long at(int offset) {
    return BYTES.getLong(offset);
  }

  static long intAt(int offset) {
    return Integer.toUnsignedLong(BYTES.getInt(offset));
  }

  /// Two numbers of the secret against each other.
  static long pair(int offset) {
    return at(offset) ^ at(offset + 8);
  }

  /// Sixteen bytes of the input, mixed.
  static long mix(ByteBuffer input, int at, int offset) {
    return fold(input.getLong(at) ^ at(offset), input.getLong(at + 8) ^ at(offset + 8));
  }

  /// Both halves of a product of 128 bits, against each other.
  static long fold(long a, long b) {
    return a * b ^ Math.unsignedMultiplyHigh(a, b);
  }

  static long avalanche(long hash) {
    hash = (hash ^ hash >>> 37) * 0x165667919E3779F9L;
    return hash ^ hash >>> 32;
  }
}
