package org.openfiles.posix;

import java.util.Optional;

/// A processor architecture whose kernel interface is known: Linux gives system calls and some
/// `open` flags different numbers on each.
enum Architecture {
  X86_64,
  AARCH64;

  private static final boolean IS_X86 = of(nameOfThisMachine()).equals(Optional.of(X86_64));

  static String nameOfThisMachine() {
    return System.getProperty("os.arch", "an unknown processor");
  }

  static Optional<Architecture> of(String name) {
    return switch (name) {
      case "amd64", "x86_64" -> Optional.of(X86_64);
      case "aarch64" -> Optional.of(AARCH64);
      default -> Optional.empty();
    };
  }

  /// The number of this machine out of both.
  static int pick(int x86, int aarch) {
    return IS_X86 ? x86 : aarch;
  }
}
