package org.openfiles.folder;

import java.util.random.RandomGenerator;

/// Random names as a file system may hold them, most of them near the special ones of [NameCodec].
final class HostileNames {
  private static final String MARKS = ".%+@n~F25";

  private final RandomGenerator random;

  HostileNames(RandomGenerator random) {
    this.random = random;
  }

  /// A name that a file system takes: 1 to 255 bytes, no slash, no NUL, not `.` nor `..`.
  byte[] next() {
    byte[] name = new byte[1 + random.nextInt(random.nextInt(4) == 0 ? 255 : 12)];
    int prefix = random.nextInt(4);
    for (int i = 0; i < name.length; i++) {
      byte b =
          random.nextInt(3) > 0
              ? (byte) MARKS.charAt(random.nextInt(MARKS.length()))
              : (byte) random.nextInt(256);
      name[i] = i == 0 && prefix > 0 ? (byte) '.' : i == 1 && prefix > 1 ? (byte) '%' : fit(b);
    }
    if (name[name.length - 1] == '.' && name.length <= 2) {
      name[0] = 'd';
    }
    return name;
  }

  private static byte fit(byte b) {
    return b == 0 || b == '/' ? (byte) '%' : b;
  }
}
