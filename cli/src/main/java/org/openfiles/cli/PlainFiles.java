package org.openfiles.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Local files that a command makes.
final class PlainFiles {
  private PlainFiles() {}

  /// Lets others read it: temporary files are their maker's alone, and this one is none any more.
  static void withUsualMode(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }
}
