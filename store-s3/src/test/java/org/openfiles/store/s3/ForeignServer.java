package org.openfiles.store.s3;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Somebody else's S3 server as a process of its own, from where `servers/install` put it.
final class ForeignServer implements AutoCloseable {
  static final S3Credentials.Keys KEYS =
      new S3Credentials.Keys("foreign-access-key", "foreign-secret-key");

  private static final Path SERVERS = Path.of("..", "target", "servers").toAbsolutePath();
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private ForeignServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static ForeignServer versitygw(Path folder) throws IOException {
    Path program = program("versitygw", "versitygw");
    Files.createDirectories(folder.resolve("data"));
    int port = freePort();
    return start(
        folder,
        port,
        Map.of("ROOT_ACCESS_KEY", KEYS.accessKey(), "ROOT_SECRET_KEY", KEYS.secretKey()),
        List.of(
            program.toString(),
            "--port",
            "127.0.0.1:" + port,
            "--quiet",
            "posix",
            folder.resolve("data").toString()));
  }

  static ForeignServer moto(Path folder) throws IOException {
    Path program = program("moto", "moto/bin/moto_server");
    int port = freePort();
    return start(
        folder,
        port,
        Map.of(),
        List.of(program.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port)));
  }

  private static Path program(String name, String path) throws IOException {
    Path program = SERVERS.resolve(path);
    if (!Files.isExecutable(program)) {
      Path missing = SERVERS.resolve(name + ".missing");
      String reason =
          Files.exists(missing)
              ? Files.readString(missing).strip()
              : "store-s3/servers/install has not run";
      System.out.println("skipped: the store over " + name + ": " + reason);
      abort("no " + name + ": " + reason);
    }
    return program;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static ForeignServer start(
      Path folder, int port, Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
    // Nothing of the developer's own settings; a certificate bundle breaks Go's SDK on plain http.
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("server.log").toFile());
    ForeignServer server = new ForeignServer(builder.start(), port);
    server.await(folder);
    return server;
  }

  private void await(Path folder) throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException _) {
        pause();
      }
    }
    close();
    throw new IOException("it did not start: " + Files.readString(folder.resolve("server.log")));
  }

  private void pause() throws IOException {
    try {
      process.waitFor(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  S3StoreOptions bucket(String name) {
    S3StoreOptions options =
        S3StoreOptions.of("us-east-1", name)
            .at(URI.create("http://127.0.0.1:" + port))
            .withCredentials(KEYS)
            .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(1));
    TestBuckets.make(options);
    return options;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
