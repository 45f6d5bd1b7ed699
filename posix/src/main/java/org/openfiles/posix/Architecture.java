package org.openfiles.posix;

import java.util.Locale;
import java.util.Optional;

/// A processor architecture whose kernel interface is known: Linux gives system calls and some
/// `open` flags different numbers on each.
enum Architecture {
  X86_64,
  AARCH64;

  static Optional<Architecture> ofThisMachine() {
    return switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> Optional.of(X86_64);
      case "aarch64", "arm64" -> Optional.of(AARCH64);
      default -> Optional.empty();
    };
  }

  /// The number of this architecture out of both.
  static int pick(int x86, int aarch) {
    return switch (ofThisMachine().orElseThrow()) {
      case X86_64 -> x86;
      case AARCH64 -> aarch;
    };
  }
}
