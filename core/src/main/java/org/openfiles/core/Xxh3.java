package org.openfiles.core;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;

/// The hash XXH3 of the xxHash specification, of 64 or 128 bits, with the seed 0 and the standard
/// secret; its bytes in the canonical order.
final class Xxh3 implements RunningChecksum.Sum {
  private static final int STRIPE = 64;
  private static final int BLOCK = 1024;
  private static final long PRIME32_1 = 0x9E3779B1L;
  private static final long PRIME32_2 = 0x85EBCA77L;
  private static final long PRIME32_3 = 0xC2B2AE3DL;

  private final int width;
  private final long[] lanes = new long[8];
  private final long[] secret = new long[Xxh3Secret.SIZE / 8];

  /// The last stripe of what was consumed, and behind it what was not: never less than a byte,
  /// since the last bytes are treated in another way than those before.
  private final ByteBuffer rest = ByteBuffer.allocate(STRIPE + BLOCK).order(LITTLE_ENDIAN);

  private long length;

  Xxh3(int width) {
    this.width = width;
    for (int i = 0; i < secret.length; i++) {
      secret[i] = Xxh3Secret.at(i * 8);
    }
    reset();
  }

  private void reset() {
    lanes[0] = PRIME32_3;
    lanes[1] = XxHash64.PRIME_1;
    lanes[2] = XxHash64.PRIME_2;
    lanes[3] = XxHash64.PRIME_3;
    lanes[4] = XxHash64.PRIME_4;
    lanes[5] = PRIME32_2;
    lanes[6] = XxHash64.PRIME_5;
    lanes[7] = PRIME32_1;
    length = 0;
    rest.clear().position(STRIPE);
  }

  @Override
  public void update(ByteBuffer bytes) {
    length += bytes.remaining();
    while (bytes.hasRemaining()) {
      if (!rest.hasRemaining()) {
        block();
      }
      int size = Math.min(rest.remaining(), bytes.remaining());
      rest.put(bytes.slice(bytes.position(), size));
      bytes.position(bytes.position() + size);
    }
  }

  private void block() {
    for (int stripe = 0; stripe < BLOCK / STRIPE; stripe++) {
      accumulate(STRIPE + stripe * STRIPE, stripe);
    }
    for (int i = 0; i < lanes.length; i++) {
      long lane = lanes[i];
      lanes[i] = (lane ^ lane >>> 47 ^ secret[16 + i]) * PRIME32_1;
    }
    rest.put(0, rest, BLOCK, STRIPE).position(STRIPE);
  }

  /// A stripe, mixed with the secret from its `word` on.
  private void accumulate(int at, int word) {
    for (int i = 0; i < lanes.length; i++) {
      long input = rest.getLong(at + i * 8);
      mix(i, input, input ^ secret[word + i]);
    }
  }

  private void mix(int lane, long input, long keyed) {
    lanes[lane ^ 1] += input;
    lanes[lane] += (keyed & 0xFFFFFFFFL) * (keyed >>> 32);
  }

  @Override
  public byte[] finish() {
    int end = rest.position();
    ByteBuffer value = ByteBuffer.allocate(width);
    if (length <= Xxh3Short.LENGTH_MAX) {
      ByteBuffer input = rest.slice(STRIPE, end - STRIPE).order(LITTLE_ENDIAN);
      if (width == Long.BYTES) {
        value.putLong(Xxh3Short.hash64(input));
      } else {
        Xxh3Short.hash128(input, value);
      }
    } else {
      last(end);
      if (width > Long.BYTES) {
        value.putLong(merged(117, ~(length * XxHash64.PRIME_2)));
      }
      value.putLong(merged(11, length * XxHash64.PRIME_1));
    }
    reset();
    return value.array();
  }

  private void last(int end) {
    int stripes = (end - STRIPE - 1) / STRIPE;
    for (int stripe = 0; stripe < stripes; stripe++) {
      accumulate(STRIPE + stripe * STRIPE, stripe);
    }
    for (int i = 0; i < lanes.length; i++) {
      long input = rest.getLong(end - STRIPE + i * 8);
      mix(i, input, input ^ Xxh3Secret.at(121 + i * 8));
    }
  }

  private long merged(int offset, long start) {
    long hash = start;
    for (int i = 0; i < lanes.length; i += 2) {
      int at = offset + i * 8;
      hash += Xxh3Secret.fold(lanes[i] ^ Xxh3Secret.at(at), lanes[i + 1] ^ Xxh3Secret.at(at + 8));
    }
    return Xxh3Secret.avalanche(hash);
  }
}
