package org.openfiles.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A new folder on the file system of the build (which has extended attributes, unlike some /tmp),
/// deleted with everything in it.
final class TestFolder implements AutoCloseable {
  private final Path path;

  TestFolder() throws IOException {
    Path target = Files.createDirectories(Path.of("target", "folders"));
    this.path = Files.createTempDirectory(target, "posix").toAbsolutePath();
  }

  Path path() {
    return path;
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  Path mkdir(String name) throws IOException {
    return Files.createDirectories(path.resolve(name));
  }

  Path write(String name, String content) throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  Path link(String name, String content) throws IOException {
    return Files.createSymbolicLink(path.resolve(name), Path.of(content));
  }

  void fifo(String name) throws Exception {
    Process process = new ProcessBuilder("mkfifo", path.resolve(name).toString()).start();
    if (process.waitFor() != 0) {
      throw new IOException("mkfifo failed");
    }
  }

  static byte[] name(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /// The bytes of a string of the characters 0 to 255.
  static byte[] raw(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    try (Directory folder = Directory.open(path)) {
      empty(folder);
    }
    Files.delete(path);
  }

  /// By our own calls, since the tests make paths that are too long for `java.nio.file.Files`.
  private static void empty(Directory folder) throws IOException {
    try (DirectoryStream<DirectoryEntry> entries = folder.entries()) {
      for (DirectoryEntry entry : entries) {
        if (entry.kind() == FileKind.DIRECTORY) {
          try (Directory child = folder.openDirectory(entry.name())) {
            empty(child);
          }
          folder.rmdir(entry.name());
        } else {
          folder.unlink(entry.name());
        }
      }
    }
  }
}
