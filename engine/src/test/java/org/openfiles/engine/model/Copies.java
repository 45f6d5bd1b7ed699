package org.openfiles.engine.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Copies a cache directory while its volume is open: what a crash at this moment leaves behind.
final class Copies {
  private Copies() {}

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      List<Path> paths = all.toList();
      for (Path path : paths) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else if (!path.endsWith("lock.mdb")) {
          Files.copy(path, target);
        }
      }
    }
  }
}
