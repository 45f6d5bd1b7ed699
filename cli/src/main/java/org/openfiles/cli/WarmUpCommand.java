package org.openfiles.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
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
import picocli.CommandLine.Command;

/// Serves a temporary folder for a moment and asks for a few objects: the run out of which the
/// launcher has the JDK make its ahead-of-time cache. What runs here starts faster ever after.
@Command(name = "warm-up", hidden = true, description = "Exercise a node (used by the launcher).")
final class WarmUpCommand implements Callable<Integer> {
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
    NodeConfiguration configuration =
        new NodeConfiguration(
            new Listener("127.0.0.1", 0, Optional.empty(), "us-east-1", List.of()),
            List.of(new Folder("warm-up", folder, false)),
            Optional.empty(),
            List.of(),
            new Access(true, false, false),
            Storage.DEFAULT,
            false,
            List.of());
    Node node = Node.start(configuration);
    try {
      Greeting.print(new PrintWriter(Writer.nullWriter()), configuration, node);
      String bucket = node.endpoint() + "/warm-up";
      request("PUT", bucket + "/a/b.txt", "hello");
      request("HEAD", bucket + "/a/b.txt", "");
      request("GET", bucket + "/a/b.txt", "");
      request("GET", bucket + "?list-type=2", "");
      request("DELETE", bucket + "/a/b.txt", "");
    } finally {
      node.close();
    }
  }

  private static void request(String method, String address, String body) throws IOException {
    var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
    connection.setRequestMethod(method);
    if (!body.isEmpty()) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body.getBytes(StandardCharsets.UTF_8));
      }
    }
    if (connection.getResponseCode() >= 300) {
      throw new IOException(method + " " + address + ": " + connection.getResponseCode());
    }
    connection.getInputStream().readAllBytes();
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
