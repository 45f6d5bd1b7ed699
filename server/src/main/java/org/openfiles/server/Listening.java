package org.openfiles.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.openfiles.http.HttpServer;
import org.openfiles.server.config.ConfigurationException;

/// A server that listens, and where clients on this machine reach it.
///
/// @param endpoint such as `http://127.0.0.1:9000`
record Listening(HttpServer server, String endpoint) implements AutoCloseable {

  static Listening of(HttpServer server, boolean tls) {
    InetAddress address = server.address().getAddress();
    String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
    return new Listening(
        server,
        (tls ? "https://" : "http://")
            + (host.indexOf(':') < 0 ? host : "[" + host + "]")
            + ":"
            + server.address().getPort());
  }

  static InetSocketAddress address(String host, int port) throws ConfigurationException {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException _) {
      throw new ConfigurationException("no such address to listen on: " + host);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
