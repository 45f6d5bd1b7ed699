package org.openfiles.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all connections of one server share.
final class Service {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

  private final HttpServerOptions options;
  private final Handler handler;
  private final DateHeader date;
  private final Counters counters = new Counters();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch empty = new CountDownLatch(1);
  private volatile boolean closing;

  Service(HttpServerOptions options, Handler handler) {
    this.options = options;
    this.handler = handler;
    date = new DateHeader(options.clock());
  }

  Handler handler() {
    return handler;
  }

  Limits limits() {
    return options.limits();
  }

  /// What a client is told that no handler could answer.
  Response page(int status, String reason) {
    try {
      return options.errorPage().answer(status, reason);
    } catch (RuntimeException e) {
      log.error("error page failed status={}", status, e);
      return ErrorPage.PLAIN.answer(status, reason);
    }
  }

  ExchangeListener listener() {
    return options.listener();
  }

  boolean secure() {
    return options.tls().isPresent();
  }

  byte[] date() {
    return date.bytes();
  }

  Counters counters() {
    return counters;
  }

  Set<Connection> connections() {
    return connections;
  }

  void closed(Connection connection) {
    connections.remove(connection);
    if (closing && connections.isEmpty()) {
      empty.countDown();
    }
  }

  /// Whether every connection is to end after the exchange under way.
  boolean closing() {
    return closing;
  }

  void beginClosing() {
    closing = true;
    connections.forEach(Connection::wake);
    if (connections.isEmpty()) {
      empty.countDown();
    }
  }

  /// Waits until no connection is left; false when some are after that time, or on interruption.
  boolean awaitConnections(Duration time) {
    try {
      return empty.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// How often late waits are looked for: often enough for the shortest limit.
  long tickMillis() {
    long shortest =
        Stream.of(limits().idleTimeout(), limits().headerTimeout(), limits().bodyTimeout())
            .mapToLong(Duration::toMillis)
            .min()
            .orElseThrow();
    return Math.clamp(shortest / 8, 10, 1000);
  }

  void wakeLate() {
    long now = System.nanoTime();
    connections.forEach(connection -> connection.wakeWhenLate(now));
  }
}
