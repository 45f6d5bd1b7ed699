package org.openfiles.lmdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Directories that are still there after the loss of power, with the names of what they hold: a
/// file that is synced is lost all the same where its directory has forgotten it.
final class DurableDirectory {
  private DurableDirectory() {}

  /// Makes the directory and what is missing above it.
  static void create(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    @Nullable Path parent = directory.getParent();
    if (parent != null) {
      create(parent);
    }
    Files.createDirectories(directory);
    if (parent != null) {
      sync(parent);
    }
  }

  static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
