package org.openfiles.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The hash XXH64 of the xxHash specification, with the seed 0; its bytes in the canonical order.
final class XxHash64 implements RunningChecksum.Sum {
  static final long PRIME_1 = 0x9E3779B185EBCA87L;
  static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  static final long PRIME_3 = 0x165667B19E3779F9L;
  static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  static final long PRIME_5 = 0x27D4EB2F165667C5L;

  private static final int STRIPE = 32;

  private final ByteBuffer rest = ByteBuffer.allocate(STRIPE).order(ByteOrder.LITTLE_ENDIAN);
  private final long[] lanes = new long[4];
  private long length;

  XxHash64() {
    reset();
  }

  private void reset() {
    lanes[0] = 0x60EA27EEADC0B5D6L; // PRIME_1 + PRIME_2, which overflows
    lanes[1] = PRIME_2;
    lanes[2] = 0;
    lanes[3] = -PRIME_1;
    length = 0;
    rest.clear();
  }

  @Override
  public void update(ByteBuffer bytes) {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    length += bytes.remaining();
    if (rest.position() > 0) {
      fill(bytes);
      if (rest.hasRemaining()) {
        return;
      }
      stripes(rest.flip());
      rest.clear();
    }
    stripes(bytes);
    rest.put(bytes);
  }

  private void fill(ByteBuffer bytes) {
    int size = Math.min(rest.remaining(), bytes.remaining());
    rest.put(bytes.slice(bytes.position(), size));
    bytes.position(bytes.position() + size);
  }

  private void stripes(ByteBuffer bytes) {
    long a = lanes[0];
    long b = lanes[1];
    long c = lanes[2];
    long d = lanes[3];
    int at = bytes.position();
    for (; at <= bytes.limit() - STRIPE; at += STRIPE) {
      a = round(a, bytes.getLong(at));
      b = round(b, bytes.getLong(at + 8));
      c = round(c, bytes.getLong(at + 16));
      d = round(d, bytes.getLong(at + 24));
    }
    bytes.position(at);
    lanes[0] = a;
    lanes[1] = b;
    lanes[2] = c;
    lanes[3] = d;
  }

  @Override
  public byte[] finish() {
    long hash = (length < STRIPE ? PRIME_5 : merged()) + length;
    rest.flip();
    while (rest.remaining() >= 8) {
      hash = Long.rotateLeft(hash ^ round(0, rest.getLong()), 27) * PRIME_1 + PRIME_4;
    }
    if (rest.remaining() >= 4) {
      long four = Integer.toUnsignedLong(rest.getInt());
      hash = Long.rotateLeft(hash ^ four * PRIME_1, 23) * PRIME_2 + PRIME_3;
    }
    while (rest.hasRemaining()) {
      hash = Long.rotateLeft(hash ^ (rest.get() & 0xFF) * PRIME_5, 11) * PRIME_1;
    }
    reset();
    return ByteBuffer.allocate(8).putLong(avalanche(hash)).array();
  }

  private long merged() {
    long hash =
        Long.rotateLeft(lanes[0], 1)
            + Long.rotateLeft(lanes[1], 7)
            + Long.rotateLeft(lanes[2], 12)
            + Long.rotateLeft(lanes[3], 18);
    for (long lane : lanes) {
      hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }
    return hash;
  }

  static long avalanche(long hash) {
    hash = (hash ^ hash >>> 33) * PRIME_2;
    hash = (hash ^ hash >>> 29) * PRIME_3;
    return hash ^ hash >>> 32;
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
  }
}
