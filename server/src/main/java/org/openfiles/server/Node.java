package org.openfiles.server;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.openfiles.server.config.ConfigurationException;
import org.openfiles.server.config.NodeConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running node: its volumes, and the doors that serve them. Closing lets requests in flight
/// finish first.
public final class Node implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Node.class);
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(20);

  private final OpenBuckets buckets;
  private Optional<S3Service> s3 = Optional.empty();
  private Optional<FilesService> files = Optional.empty();

  private Node(OpenBuckets buckets) {
    this.buckets = buckets;
  }

  /// Starts serving.
  ///
  /// @throws ConfigurationException when a folder or a bucket can't be served
  /// @throws IOException when an address can't be listened on
  public static Node start(NodeConfiguration configuration)
      throws ConfigurationException, IOException {
    InstantSource clock = InstantSource.system();
    RandomGenerator random = new SecureRandom();
    Node node = new Node(OpenBuckets.open(configuration.files().volumes(), clock, random));
    try {
      if (configuration.servesObjects()) {
        node.s3 =
            Optional.of(S3Service.start(configuration, node.buckets, clock, random, CLOSE_GRACE));
      }
      if (!configuration.files().volumes().isEmpty()) {
        node.files =
            Optional.of(
                FilesService.start(configuration, node.buckets, clock, random, CLOSE_GRACE));
      }
      return node;
    } catch (IOException | ConfigurationException | RuntimeException e) {
      node.close();
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
    try {
      buckets.close();
    } catch (IOException e) {
      log.error("a volume could not be closed", e);
    }
  }
}
