package org.openfiles.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A new folder on the file system of the build (which has extended attributes, unlike some /tmp),
/// deleted with everything in it.
final class TestFolder implements AutoCloseable {
  private final Path path;

  TestFolder() throws IOException {
    Path target = Files.createDirectories(Path.of("target", "folders"));
    this.path = Files.createTempDirectory(target, "posix");
  }

  Path path() {
    return path;
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  Path write(String name, String content) throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  Path link(String name, String content) throws IOException {
    return Files.createSymbolicLink(path.resolve(name), Path.of(content));
  }

  static byte[] name(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
