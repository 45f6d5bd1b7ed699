package org.openfiles.folder;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Names that nobody guesses and that don't meet: hexadecimal digits.
final class RandomNames {
  private final RandomGenerator random;

  RandomNames(RandomGenerator random) {
    this.random = random;
  }

  /// 128 bits.
  String next() {
    byte[] bytes = new byte[16];
    synchronized (this) {
      random.nextBytes(bytes);
    }
    return HexFormat.of().formatHex(bytes);
  }
}
