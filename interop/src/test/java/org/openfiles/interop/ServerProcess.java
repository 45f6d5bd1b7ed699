package org.openfiles.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The built application, started as a user starts it: `OPENFILES_COMMAND serve --config FILE`.
///
/// The constructor returns when the server has said where it listens; [#close] ends it by the
/// signal that Ctrl-C sends and fails when it does not end in time. Whatever it printed goes to a
/// log beside the other results.
final class ServerProcess implements AutoCloseable {
  static final String ACCESS_KEY = "interopaccesskey0001";
  static final String SECRET_KEY = "interop-secret-key/with+signs=";

  private static final Pattern LISTENS = Pattern.compile("S3 on (https?://\\S+)");
  private static final long START_SECONDS = 120;
  private static final long STOP_SECONDS = 30;

  private final Process process;
  private final URI endpoint;
  private final Path buckets;
  private final Path config;
  private final Path log;

  ServerProcess(Path folder, Optional<PemFiles> tls) throws IOException {
    this(folder, tls, tls.isPresent() ? "server-tls.log" : "server.log", "");
  }

  /// @param more what else stands in the configuration
  ServerProcess(Path folder, Optional<PemFiles> tls, String logName, String more)
      throws IOException {
    buckets = Files.createDirectories(folder.resolve("buckets"));
    config =
        Files.writeString(
            folder.resolve("openfiles.toml"), configuration(buckets, tls) + "\n" + more);
    log = Workplace.results().resolve(logName);
    List<String> command = new ArrayList<>(Workplace.openfiles());
    command.addAll(List.of("serve", "--config", config.toString()));
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    CompletableFuture<URI> listens = new CompletableFuture<>();
    // Reading a pipe holds its carrier: as many servers as cores would leave no virtual thread a
    // turn.
    Thread.ofPlatform().daemon().start(() -> drain(listens));
    endpoint = await(listens);
  }

  /// `kill -9`: returns when the process is gone.
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  URI endpoint() {
    return endpoint;
  }

  /// A command on its volumes.
  Program command() {
    return Program.of("openfiles", Workplace.openfiles()).with("--config", config.toString());
  }

  /// The folder whose folders are the buckets: what a user of the machine sees.
  Path buckets() {
    return buckets;
  }

  private static String configuration(Path buckets, Optional<PemFiles> tls) {
    String listener =
        """
        [s3]
        listen = "127.0.0.1:0"
        buckets = "%s"
        """
            .formatted(buckets);
    String pem =
        tls.map(
                files ->
                    """

                    [s3.tls]
                    certificate = "%s"
                    key = "%s"
                    """
                        .formatted(files.certificate(), files.key()))
            .orElse("");
    String user =
        """

        [[users]]
        name = "interop"
        access_key = "%s"
        secret_key = "%s"
        """
            .formatted(ACCESS_KEY, SECRET_KEY);
    return listener + pem + user;
  }

  /// Reads to the end, so that the server never blocks on a full pipe.
  private void drain(CompletableFuture<URI> listens) {
    try (BufferedReader output = process.inputReader();
        var copy = Files.newBufferedWriter(log)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        copy.write(line);
        copy.newLine();
        copy.flush();
        Matcher matcher = LISTENS.matcher(line);
        if (matcher.find()) {
          listens.complete(URI.create(matcher.group(1)));
        }
      }
      listens.completeExceptionally(new IOException("the server ended; its output: " + log));
    } catch (IOException e) {
      listens.completeExceptionally(e);
    }
  }

  private URI await(CompletableFuture<URI> listens) throws IOException {
    try {
      return listens.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the server did not start: " + Files.readString(log), e);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("the server did not say where it listens; its output: " + log, e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IOException("interrupted while the server was starting", e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IOException("interrupted while the server was ending", e);
    }
    process.destroyForcibly();
    throw new IOException("the server did not end " + STOP_SECONDS + " s after SIGTERM: " + log);
  }
}
