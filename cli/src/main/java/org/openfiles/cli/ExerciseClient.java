package org.openfiles.cli;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// One connection that sends ready-made requests: it costs next to nothing beside the node that
/// answers, which is what the JVM is to look at.
final class ExerciseClient implements Closeable {
  private static final String LENGTH = "content-length: ";

  private final String host;
  private final Socket socket;
  private final DataInputStream answers;

  ExerciseClient(URI endpoint) throws IOException {
    host = endpoint.getRawAuthority();
    socket = new Socket(endpoint.getHost(), endpoint.getPort());
    socket.setTcpNoDelay(true);
    answers = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 16 << 10));
  }

  /// A request as it goes over the wire.
  ///
  /// @param field one more header; empty for none
  byte[] request(String method, String target, String field, byte[] body) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(host).append("\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n");
    if (!field.isEmpty()) {
      head.append(field).append("\r\n");
    }
    byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(bytes, bytes.length + body.length);
    System.arraycopy(body, 0, request, bytes.length, body.length);
    return request;
  }

  /// Sends a request and answers the body that comes back.
  byte[] send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String status = line();
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith(LENGTH)) {
        length = Integer.parseInt(lower.substring(LENGTH.length()).strip());
      }
    }
    byte[] body = new byte[request[0] == 'H' ? 0 : length];
    answers.readFully(body);
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new IOException(status + " " + new String(body, StandardCharsets.UTF_8));
    }
    return body;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = answers.read(); c != '\n'; c = answers.read()) {
      if (c < 0) {
        throw new EOFException("the node closed the connection");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
