package org.openfiles.door.s3;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// The ids by which a client and the log speak of one request.
final class RequestIds {
  private final RandomGenerator random;
  private final String hostId;

  RequestIds(RandomGenerator random) {
    this.random = random;
    byte[] host = new byte[36];
    random.nextBytes(host);
    hostId = Base64.getEncoder().encodeToString(host);
  }

  /// Sixteen upper case hexadecimal digits, as S3's.
  String next() {
    return HexFormat.of().toHexDigits(random.nextLong()).toUpperCase(Locale.ROOT);
  }

  /// The same as long as the door lives.
  String hostId() {
    return hostId;
  }
}
