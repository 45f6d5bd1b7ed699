package org.openfiles.core;

import static org.openfiles.core.XxHash64.PRIME_1;
import static org.openfiles.core.XxHash64.PRIME_2;
import static org.openfiles.core.XxHash64.PRIME_4;
import static org.openfiles.core.Xxh3Secret.at;
import static org.openfiles.core.Xxh3Secret.avalanche;
import static org.openfiles.core.Xxh3Secret.fold;
import static org.openfiles.core.Xxh3Secret.intAt;
import static org.openfiles.core.Xxh3Secret.mix;
import static org.openfiles.core.Xxh3Secret.pair;

import java.nio.ByteBuffer;

/// XXH3 of inputs that are too short for its lanes: one way for each range of lengths. The numbers
/// in it are those of the xxHash specification.
final class Xxh3Short {
  static final int LENGTH_MAX = 240;

  private static final long PRIME_MIX = 0x9FB21C651E98DF25L;

  private Xxh3Short() {}

  static long hash64(ByteBuffer in) {
    int length = in.limit();
    if (length == 0) {
      return XxHash64.avalanche(pair(56));
    } else if (length <= 3) {
      return XxHash64.avalanche(few(in) ^ intAt(0) ^ intAt(4));
    } else if (length <= 8) {
      return hash64To8(in, length);
    } else if (length <= 16) {
      long low = in.getLong(0) ^ pair(24);
      long high = in.getLong(length - 8) ^ pair(40);
      return avalanche(length + Long.reverseBytes(low) + high + fold(low, high));
    }
    long hash = length * PRIME_1;
    if (length <= 128) {
      for (int i = (length - 1) / 32; i >= 0; i--) {
        hash += mix(in, i * 16, i * 32) + mix(in, length - 16 - i * 16, i * 32 + 16);
      }
      return avalanche(hash);
    }
    for (int i = 0; i < 8; i++) {
      hash += mix(in, i * 16, i * 16);
    }
    hash = avalanche(hash);
    for (int i = 8; i < length / 16; i++) {
      hash += mix(in, i * 16, (i - 8) * 16 + 3);
    }
    return avalanche(hash + mix(in, length - 16, 119));
  }

  private static long hash64To8(ByteBuffer in, int length) {
    long hash = (unsignedInt(in, length - 4) + (unsignedInt(in, 0) << 32)) ^ pair(8);
    hash ^= Long.rotateLeft(hash, 49) ^ Long.rotateLeft(hash, 24);
    hash *= PRIME_MIX;
    hash = (hash ^ (hash >>> 35) + length) * PRIME_MIX;
    return hash ^ hash >>> 28;
  }

  /// Puts the high half, then the low one.
  static void hash128(ByteBuffer in, ByteBuffer value) {
    int length = in.limit();
    if (length == 0) {
      value.putLong(XxHash64.avalanche(pair(80))).putLong(XxHash64.avalanche(pair(64)));
    } else if (length <= 3) {
      int low = (int) few(in);
      long high = Integer.toUnsignedLong(Integer.rotateLeft(Integer.reverseBytes(low), 13));
      value.putLong(XxHash64.avalanche(high ^ intAt(8) ^ intAt(12)));
      value.putLong(XxHash64.avalanche(Integer.toUnsignedLong(low) ^ intAt(0) ^ intAt(4)));
    } else if (length <= 8) {
      hash128To8(in, length, value);
    } else if (length <= 16) {
      hash128To16(in, length, value);
    } else {
      hash128To240(in, length, value);
    }
  }

  private static void hash128To8(ByteBuffer in, int length, ByteBuffer value) {
    long keyed = (unsignedInt(in, 0) + (unsignedInt(in, length - 4) << 32)) ^ pair(16);
    long factor = PRIME_1 + ((long) length << 2);
    long low = keyed * factor;
    long high = Math.unsignedMultiplyHigh(keyed, factor) + (low << 1);
    low ^= high >>> 3;
    low = (low ^ low >>> 35) * PRIME_MIX;
    value.putLong(avalanche(high)).putLong(low ^ low >>> 28);
  }

  private static void hash128To16(ByteBuffer in, int length, ByteBuffer value) {
    long last = in.getLong(length - 8);
    long keyed = in.getLong(0) ^ last ^ pair(32);
    long low = keyed * PRIME_1 + ((long) (length - 1) << 54);
    last ^= pair(48);
    long high =
        Math.unsignedMultiplyHigh(keyed, PRIME_1) + last + (last & 0xFFFFFFFFL) * 0x85EBCA76L;
    low ^= Long.reverseBytes(high);
    high = Math.unsignedMultiplyHigh(low, PRIME_2) + high * PRIME_2;
    value.putLong(avalanche(high)).putLong(avalanche(low * PRIME_2));
  }

  private static void hash128To240(ByteBuffer in, int length, ByteBuffer value) {
    long[] sums = {length * PRIME_1, 0};
    if (length <= 128) {
      for (int i = (length - 1) / 32; i >= 0; i--) {
        mix32(sums, in, i * 16, length - 16 - i * 16, i * 32);
      }
    } else {
      for (int i = 0; i < 4; i++) {
        mix32(sums, in, i * 32, i * 32 + 16, i * 32);
      }
      sums[0] = avalanche(sums[0]);
      sums[1] = avalanche(sums[1]);
      for (int i = 4; i < length / 32; i++) {
        mix32(sums, in, i * 32, i * 32 + 16, (i - 4) * 32 + 3);
      }
      mix32(sums, in, length - 16, length - 32, 103);
    }
    long high = sums[0] * PRIME_1 + sums[1] * PRIME_4 + length * PRIME_2;
    value.putLong(-avalanche(high)).putLong(avalanche(sums[0] + sums[1]));
  }

  private static void mix32(long[] sums, ByteBuffer in, int first, int second, int offset) {
    sums[0] = (sums[0] + mix(in, first, offset)) ^ (in.getLong(second) + in.getLong(second + 8));
    sums[1] =
        (sums[1] + mix(in, second, offset + 16)) ^ (in.getLong(first) + in.getLong(first + 8));
  }

  /// One to three bytes and their number.
  private static long few(ByteBuffer in) {
    int length = in.limit();
    return (in.get(0) & 0xFFL) << 16
        | (in.get(length >> 1) & 0xFFL) << 24
        | (in.get(length - 1) & 0xFFL)
        | (long) length << 8;
  }

  private static long unsignedInt(ByteBuffer in, int at) {
    return Integer.toUnsignedLong(in.getInt(at));
  }
}
