package org.openfiles.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/// A server on a free port of the loopback address.
final class TestServer implements AutoCloseable {
  /// Limits that no test should reach by being slow.
  static final Limits PATIENT =
      new Limits(
          Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), 4096, 8192, 2000);

  private final HttpServer server;

  private TestServer(HttpServer server) {
    this.server = server;
  }

  static HttpServerOptions options() {
    return HttpServerOptions.plain(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InstantSource.system())
        .withLimits(PATIENT);
  }

  static TestServer with(Handler handler) throws IOException {
    return with(UnaryOperator.identity(), handler);
  }

  static TestServer with(UnaryOperator<HttpServerOptions> change, Handler handler)
      throws IOException {
    return new TestServer(HttpServer.start(change.apply(options()), handler));
  }

  RawClient client() throws IOException {
    return new RawClient(server.address());
  }

  HttpServer server() {
    return server;
  }

  InetSocketAddress address() {
    return server.address();
  }

  /// Answers with what the request says of itself.
  static Response echoHead(Request request) {
    return Response.of(
        200,
        "text/plain",
        "%s|%s|%s".formatted(request.method(), request.rawPath(), request.rawQuery()));
  }

  /// Answers with the request's body, taken in whole.
  static Response echoBody(Request request) throws IOException {
    return Response.of(200, Headers.EMPTY, ResponseBody.bytes(readAll(request.body())));
  }

  static byte[] readAll(RequestBody body) throws IOException {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    for (var piece = body.next(); piece != null; piece = body.next()) {
      byte[] copy = new byte[piece.remaining()];
      piece.get(copy);
      bytes.write(copy);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    server.close();
  }
}
