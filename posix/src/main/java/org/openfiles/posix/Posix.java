package org.openfiles.posix;

/// Whether this machine has the system calls of this package.
public final class Posix {
  private Posix() {}

  /// Linux on x86-64 or aarch64, whatever its C library.
  public static boolean supported() {
    return supported(system(), Architecture.nameOfThisMachine());
  }

  /// Throws where [#supported()] is false, with a message for whoever started the program.
  public static void requireSupported() {
    requireSupported(system(), Architecture.nameOfThisMachine());
  }

  static boolean supported(String system, String architecture) {
    return system.equals("Linux") && Architecture.of(architecture).isPresent();
  }

  static void requireSupported(String system, String architecture) {
    if (!supported(system, architecture)) {
      throw new UnsupportedOperationException(
          "folder volumes need Linux (x86-64 or aarch64), this is "
              + system
              + " on "
              + architecture);
    }
  }

  private static String system() {
    return System.getProperty("os.name", "an unknown system");
  }
}
