package org.openfiles.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openfiles.server.Node;
import org.openfiles.server.config.ConfigurationException;
import org.openfiles.server.config.NodeConfiguration;
import org.openfiles.server.config.NodeConfiguration.Access;
import org.openfiles.server.config.NodeConfiguration.Folder;
import org.openfiles.server.config.NodeConfiguration.Listener;
import org.openfiles.server.config.NodeConfiguration.Storage;
import org.openfiles.server.config.NodeConfiguration.UserEntry;
import picocli.CommandLine.Command;

/// Serves a temporary folder for some seconds, under load: the run out of which the launcher has
/// the JDK make its ahead-of-time cache. What runs here starts, and gets fast, sooner ever after.
@Command(name = "warm-up", hidden = true, description = "Exercise a node (used by the launcher).")
final class WarmUpCommand implements Callable<Integer> {
  /// Whoever waits for a first start on a busy machine need not wait longer.
  private static final Duration LOAD_MAX = Duration.ofSeconds(10);

  @Override
  public Integer call() throws IOException, ConfigurationException {
    Path folder = Files.createTempDirectory("openfiles-warm-up");
    try {
      exercise(folder);
    } finally {
      remove(folder);
    }
    return 0;
  }

  private static void exercise(Path folder) throws IOException, ConfigurationException {
    UserEntry user = UserEntry.of("warm-up", "warm-up-secret");
    NodeConfiguration configuration =
        new NodeConfiguration(
            new Listener("127.0.0.1", 0, Optional.empty(), "us-east-1", List.of()),
            List.of(new Folder("warm-up", folder, false)),
            Optional.empty(),
            List.of(user),
            new Access(false, false, false, false),
            Storage.DEFAULT,
            false,
            List.of());
    try (Node node = Node.start(configuration)) {
      Greeting.print(new PrintWriter(Writer.nullWriter()), configuration, node);
      new Exercise(node.s3().orElseThrow(), "warm-up", user).repeat(LOAD_MAX);
    }
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes ignored)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException fault)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
