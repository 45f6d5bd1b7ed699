package org.openfiles.http;

/// Is told of every exchange once its response has left, or has failed: for access logs and
/// metrics. Never called for one connection twice at a time; what it throws closes the connection.
@FunctionalInterface
public interface ExchangeListener {
  ExchangeListener NONE = exchange -> {};

  void completed(Exchange exchange);

  /// A finished exchange.
  ///
  /// @param status the status sent (499 when the connection ended before a head was sent)
  /// @param bodyBytes the bytes of the response's body that were handed to the connection
  /// @param complete whether the response was sent whole
  record Exchange(
      Request request, int status, long bodyBytes, long durationNanos, boolean complete) {}
}
