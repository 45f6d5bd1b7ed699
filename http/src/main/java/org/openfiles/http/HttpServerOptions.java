package org.openfiles.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// How a server listens.
///
/// @param clock what the `Date` header is read from
/// @param closeGrace how long [HttpServer#close] lets requests in flight finish
public record HttpServerOptions(
    InetSocketAddress address,
    Optional<TlsFiles> tls,
    Limits limits,
    ErrorPage errorPage,
    ExchangeListener listener,
    InstantSource clock,
    Duration closeGrace) {

  /// Plain HTTP with the default limits, plain text error pages, and ten seconds of grace.
  public static HttpServerOptions plain(InetSocketAddress address, InstantSource clock) {
    return new HttpServerOptions(
        address,
        Optional.empty(),
        Limits.DEFAULT,
        ErrorPage.PLAIN,
        ExchangeListener.NONE,
        clock,
        Duration.ofSeconds(10));
  }

  public HttpServerOptions withTls(TlsFiles files) {
    return new HttpServerOptions(
        address, Optional.of(files), limits, errorPage, listener, clock, closeGrace);
  }

  public HttpServerOptions withLimits(Limits value) {
    return new HttpServerOptions(address, tls, value, errorPage, listener, clock, closeGrace);
  }

  public HttpServerOptions withErrorPage(ErrorPage value) {
    return new HttpServerOptions(address, tls, limits, value, listener, clock, closeGrace);
  }

  public HttpServerOptions withListener(ExchangeListener value) {
    return new HttpServerOptions(address, tls, limits, errorPage, value, clock, closeGrace);
  }

  public HttpServerOptions withCloseGrace(Duration value) {
    return new HttpServerOptions(address, tls, limits, errorPage, listener, clock, value);
  }
}
