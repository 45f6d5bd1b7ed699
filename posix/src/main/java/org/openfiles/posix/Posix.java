package org.openfiles.posix;

import java.util.Locale;

/// Whether this machine has the system calls of this package.
public final class Posix {
  private static final boolean SUPPORTED =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux")
          && Architecture.ofThisMachine().isPresent();

  private Posix() {}

  /// Linux on x86-64 or aarch64, whatever its C library.
  public static boolean supported() {
    return SUPPORTED;
  }

  /// Throws where [#supported()] is false, with a message for whoever started the program.
  public static void requireSupported() {
    if (!SUPPORTED) {
      throw new UnsupportedOperationException(
          "folder volumes need Linux (x86-64 or aarch64), this is "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch"));
    }
  }
}
