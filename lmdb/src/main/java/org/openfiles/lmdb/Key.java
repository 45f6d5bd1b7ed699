package org.openfiles.lmdb;

/// What LMDB takes for a key.
final class Key {
  /// A constant of its build.
  static final int BYTES_MAX = 511;

  private Key() {}

  static void require(byte[] key) {
    if (key.length == 0 || key.length > BYTES_MAX) {
      throw new IllegalArgumentException("a key has 1 to 511 bytes length=" + key.length);
    }
  }
}
