package org.openfiles.door.s3;

import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// The ids by which a client and the log speak of one request.
final class RequestIds {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /// The golden ratio in 64 bits: odd, so that no number comes twice.
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final AtomicLong last;
  private final String hostId;

  RequestIds(RandomGenerator random) {
    byte[] host = new byte[36];
    random.nextBytes(host);
    last = new AtomicLong(random.nextLong());
    hostId = Base64.getEncoder().encodeToString(host);
  }

  /// Sixteen upper case hexadecimal digits, as S3's: different ones each time, and no secret, so
  /// that counting is enough, mixed as SplitMix64 does it.
  String next() {
    long mixed = last.addAndGet(STEP);
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return HEX.toHexDigits(mixed ^ (mixed >>> 31));
  }

  /// The same as long as the door lives.
  String hostId() {
    return hostId;
  }
}
