package org.openfiles.server.config;

/// Where to listen, written `host:port`, `[::1]:port` or `:port` (every address).
public record HostAndPort(String host, int port) {
  public static HostAndPort parse(String text) throws ConfigurationException {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new ConfigurationException("must be host:port, such as 127.0.0.1:9000, not " + text);
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return new HostAndPort(host.isEmpty() ? "0.0.0.0" : host, port(text.substring(colon + 1)));
  }

  /// Whether only this machine reaches it.
  public boolean isLoopback() {
    return host.equalsIgnoreCase("localhost") || host.equals("::1") || host.startsWith("127.");
  }

  /// A port number; 0 lets the system choose.
  public static int port(String text) throws ConfigurationException {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException _) {
      // answered below, like a number that is no port
    }
    throw new ConfigurationException("a port is a number from 0 to 65535, not " + text);
  }
}
