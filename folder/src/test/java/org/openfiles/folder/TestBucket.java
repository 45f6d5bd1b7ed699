package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    this(Files.createDirectories(Path.of("target", "folders")));
  }

  TestBucket(Path parent) throws IOException {
    this.path = Files.createTempDirectory(parent, "bucket").toRealPath();
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

  /// What this process has open in the folder.
  List<String> openFiles() throws IOException {
    List<String> open = new ArrayList<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors) {
        try {
          Path file = Files.readSymbolicLink(descriptor);
          if (file.startsWith(path)) {
            open.add(file.toString());
          }
        } catch (NoSuchFileException e) {
          // The descriptor of this very listing, or of another test.
        }
      }
    }
    return open;
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
