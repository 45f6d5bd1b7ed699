package org.openfiles.store.azure;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Names that nobody else has.
final class Nonces {
  private final RandomGenerator random;

  Nonces(RandomGenerator random) {
    this.random = random;
  }

  synchronized BlockId.Nonce next() {
    return new BlockId.Nonce(random.nextLong(), random.nextLong());
  }

  static String hex(BlockId.Nonce nonce) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(nonce.high()) + hex.toHexDigits(nonce.low());
  }

  /// @param hex what [#hex] made
  static BlockId.Nonce nonce(String hex) {
    return new BlockId.Nonce(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }

  static boolean isHex(String text) {
    return text.length() == 32
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
