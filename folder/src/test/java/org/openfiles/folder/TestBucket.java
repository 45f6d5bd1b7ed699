package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;
import org.openfiles.posix.Directory;

/// A new folder on the file system of the build (which has extended attributes, unlike some /tmp),
/// with stores on it; deleted with everything in it.
final class TestBucket implements AutoCloseable {
  /// Every test's stores together are slow enough without waiting for the disk.
  static final FolderOptions FAST = FolderOptions.DEFAULT.withFsync(false);

  private final Path path;

  TestBucket() throws IOException {
    Path target = Files.createDirectories(Path.of("target", "folders"));
    this.path = Files.createTempDirectory(target, "bucket").toAbsolutePath();
  }

  Path path() {
    return path;
  }

  FolderStore open() throws IOException {
    return open(FAST);
  }

  FolderStore open(FolderOptions options) throws IOException {
    return new FolderStore(Directory.open(path), options, InstantSource.system(), new Random());
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
