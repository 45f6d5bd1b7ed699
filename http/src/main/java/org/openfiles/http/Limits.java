package org.openfiles.http;

import java.time.Duration;

/// The bounds that keep slow, idle and greedy clients from costing more than they may.
///
/// @param idleTimeout how long a connection may wait for its next request
/// @param headerTimeout how long a request's head may take from its first byte to its last
/// @param bodyTimeout how long a request body may stand still while it is read, and a response
///   while it is written
/// @param requestLineBytes the longest request line (414 beyond)
/// @param headerBytes the most bytes of all headers together (431 beyond)
/// @param connections the most connections at a time; further ones are closed at once
public record Limits(
    Duration idleTimeout,
    Duration headerTimeout,
    Duration bodyTimeout,
    int requestLineBytes,
    int headerBytes,
    int connections) {
  public static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(75),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          16 << 10,
          32 << 10,
          20_000);
}
