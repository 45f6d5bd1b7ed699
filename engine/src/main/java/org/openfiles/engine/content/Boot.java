package org.openfiles.engine.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// Which start of the machine this is: bytes that were written before it and never synced may be
/// gone.
final class Boot {
  private static final Path ID = Path.of("/proc/sys/kernel/random/boot_id");

  private Boot() {}

  /// Never 0.
  static long id() throws IOException {
    return UUID.fromString(Files.readString(ID).strip()).getMostSignificantBits() | 1;
  }
}
