package org.openfiles.http;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// One request whose head has arrived whole and well formed.
///
/// The body arrives while it is read. Nothing here may be used after the handler has returned,
/// except that the response body may still read the request body while it is sent.
public interface Request {
  String method();

  /// The request-target as sent and undecoded, such as `/b/k%20x?list-type=2`. An absolute-form
  /// target (`http://host/b/k`) is reduced to origin form.
  String target();

  /// The target up to its first `?`, undecoded.
  String rawPath();

  /// What follows the first `?` of the target, undecoded; empty when there is none.
  String rawQuery();

  /// `HTTP/1.0` or `HTTP/1.1`.
  String protocol();

  Headers headers();

  RequestBody body();

  InetSocketAddress remoteAddress();

  /// Whether the request came over TLS.
  boolean secure();

  /// The [System#nanoTime] at which the head was complete.
  long receivedNanos();

  /// Keeps what the handler knows of the exchange, for the [ExchangeListener]. A request that comes
  /// from no server has nobody to keep it for.
  default void attach(Object value) {}

  /// What was attached last; null when nothing was.
  default @Nullable Object attachment() {
    return null;
  }
}
