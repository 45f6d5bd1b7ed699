package org.openfiles.server;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.openfiles.server.config.ConfigurationException;
import org.openfiles.server.config.NodeConfiguration;

/// A running node: its volumes, and the doors that serve them. Closing lets requests in flight
/// finish first.
public final class Node implements AutoCloseable {
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(20);

  private final Optional<S3Service> s3;
  private final Optional<FilesService> files;

  private Node(Optional<S3Service> s3, Optional<FilesService> files) {
    this.s3 = s3;
    this.files = files;
  }

  /// Starts serving.
  ///
  /// @throws ConfigurationException when a folder or a bucket can't be served
  /// @throws IOException when an address can't be listened on
  public static Node start(NodeConfiguration configuration)
      throws ConfigurationException, IOException {
    InstantSource clock = InstantSource.system();
    RandomGenerator random = new SecureRandom();
    Optional<S3Service> s3 = Optional.empty();
    if (configuration.servesFolders()) {
      s3 = Optional.of(S3Service.start(configuration, clock, random, CLOSE_GRACE));
    }
    try {
      boolean hasFiles = !configuration.files().volumes().isEmpty();
      return new Node(
          s3,
          hasFiles
              ? Optional.of(FilesService.start(configuration, clock, random, CLOSE_GRACE))
              : Optional.empty());
    } catch (IOException | ConfigurationException | RuntimeException e) {
      s3.ifPresent(S3Service::close);
      throw e;
    }
  }

  /// Where the S3 door is, such as `http://127.0.0.1:9000`; empty when there is none.
  public Optional<String> s3() {
    return s3.map(S3Service::endpoint);
  }

  /// Where the files API is, such as `http://127.0.0.1:8787`; empty when there is none.
  public Optional<String> files() {
    return files.map(FilesService::endpoint);
  }

  @Override
  public void close() {
    s3.ifPresent(S3Service::close);
    files.ifPresent(FilesService::close);
  }
}
