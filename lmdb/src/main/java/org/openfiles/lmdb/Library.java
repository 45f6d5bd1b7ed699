package org.openfiles.lmdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The C library out of our jar, for this machine.
///
/// A library can only be loaded from a file, so it lies in the folder for temporary files for a
/// moment. That folder must not be mounted `noexec`.
final class Library {
  private static final SymbolLookup SYMBOLS = load();

  private Library() {}

  static MemorySegment function(String name) {
    return SYMBOLS
        .find(name)
        .orElseThrow(() -> new UnsatisfiedLinkError("not in the library function=" + name));
  }

  private static SymbolLookup load() {
    @Nullable UnsatisfiedLinkError refused = null;
    for (String name :
        candidates(System.getProperty("os.name", ""), System.getProperty("os.arch", ""))) {
      try {
        load(name);
        return SymbolLookup.loaderLookup();
      } catch (UnsatisfiedLinkError failure) {
        if (refused != null) {
          failure.addSuppressed(refused);
        }
        refused = failure;
      } catch (IOException e) {
        throw new UncheckedIOException("the database library could not be unpacked", e);
      }
    }
    throw refused != null ? refused : new UnsatisfiedLinkError("no database library");
  }

  /// What may fit this machine: nothing tells which C library its programs use, but the wrong one
  /// does not load.
  static List<String> candidates(String system, String architecture) {
    String processor =
        switch (architecture) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "aarch64";
          default -> "";
        };
    if (!processor.isEmpty() && system.equals("Linux")) {
      return List.of(processor + "-linux-gnu.so", processor + "-linux-musl.so");
    }
    if (!processor.isEmpty() && system.equals("Mac OS X")) {
      return List.of(processor + "-macos-none.so");
    }
    throw new UnsupportedOperationException(
        "the database needs Linux or macOS on x86-64 or aarch64, this is "
            + system
            + " on "
            + architecture);
  }

  private static void load(String name) throws IOException {
    Path file = Files.createTempFile("openfiles-lmdb-", ".so");
    try {
      try (InputStream library = Library.class.getResourceAsStream(name)) {
        if (library == null) {
          throw new UnsatisfiedLinkError("not in the jar library=" + name);
        }
        Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
      }
      System.load(file.toString());
    } finally {
      Files.delete(file);
    }
  }
}
