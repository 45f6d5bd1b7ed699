package org.openfiles.store.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Which bucket a store is, and how it is spoken to.
///
/// @param endpoint where it is; empty for AWS's own of the region
/// @param pathStyle whether the bucket stands in the path (`host/bucket/key`), which most servers
///   that are not AWS want, or in the host name
/// @param connectTimeout for a connection to be made
/// @param idleTimeout for the next bytes to come or go; a copy on the server may be silent that
///   long, too
/// @param retryTimeout for how long a call is tried again while the store can't serve it; zero for
///   once
/// @param partBytes content that is longer goes to the store in parts of this size, each of which
///   is in memory while it goes; S3 wants 5 MiB at least
/// @param connections how many there are at the most; each open reader has one
public record S3StoreOptions(
    Optional<URI> endpoint,
    String region,
    String bucket,
    S3Credentials credentials,
    boolean pathStyle,
    Duration connectTimeout,
    Duration idleTimeout,
    Duration retryTimeout,
    int partBytes,
    int connections) {

  public S3StoreOptions {
    if (partBytes < 1 || connections < 1) {
      throw new IllegalArgumentException(
          "at least one: partBytes=" + partBytes + " connections=" + connections);
    }
  }

  /// A bucket of AWS.
  public static S3StoreOptions of(String region, String bucket) {
    return new S3StoreOptions(
        Optional.empty(),
        region,
        bucket,
        S3Credentials.DEFAULT,
        false,
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        8 << 20,
        128);
  }

  /// Another server than AWS, the bucket in the path.
  public S3StoreOptions at(URI value) {
    return new S3StoreOptions(
        Optional.of(value),
        region,
        bucket,
        credentials,
        true,
        connectTimeout,
        idleTimeout,
        retryTimeout,
        partBytes,
        connections);
  }

  public S3StoreOptions withCredentials(S3Credentials value) {
    return new S3StoreOptions(
        endpoint,
        region,
        bucket,
        value,
        pathStyle,
        connectTimeout,
        idleTimeout,
        retryTimeout,
        partBytes,
        connections);
  }

  public S3StoreOptions withPathStyle(boolean value) {
    return new S3StoreOptions(
        endpoint,
        region,
        bucket,
        credentials,
        value,
        connectTimeout,
        idleTimeout,
        retryTimeout,
        partBytes,
        connections);
  }

  public S3StoreOptions withTimeouts(Duration connect, Duration idle, Duration retry) {
    return new S3StoreOptions(
        endpoint,
        region,
        bucket,
        credentials,
        pathStyle,
        connect,
        idle,
        retry,
        partBytes,
        connections);
  }

  public S3StoreOptions withPartBytes(int value) {
    return new S3StoreOptions(
        endpoint,
        region,
        bucket,
        credentials,
        pathStyle,
        connectTimeout,
        idleTimeout,
        retryTimeout,
        value,
        connections);
  }
}
