package org.openfiles.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Where the process that has a volume open is reached: a file in the volume's cache, there as long
/// as the process serves. One that was killed leaves it behind, so whoever reads it has to try.
public final class NodeAddress {
  private static final String NAME = "node";

  private NodeAddress() {}

  static void keep(Path cache, String endpoint) throws IOException {
    Files.createDirectories(cache);
    Files.writeString(cache.resolve(NAME), endpoint + "\n");
  }

  static void forget(Path cache) throws IOException {
    Files.deleteIfExists(cache.resolve(NAME));
  }

  public static Optional<String> find(Path cache) throws IOException {
    try {
      return Optional.of(Files.readString(cache.resolve(NAME)).strip());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }
}
