package org.openfiles.door.s3;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.openfiles.http.Headers;

/// Sends requests byte for byte as they are given: no client cleans the path or adds a header.
final class RawClient {
  private final InetSocketAddress server;

  RawClient(InetSocketAddress server) {
    this.server = server;
  }

  /// @param head request line and headers, each line ended by CRLF, without the empty line
  Answer send(String head, byte[] body) throws IOException {
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      out.write(body);
      out.flush();
      return read(new BufferedInputStream(socket.getInputStream()), head.startsWith("HEAD "));
    }
  }

  private static Answer read(InputStream in, boolean bodiless) throws IOException {
    String statusLine = line(in);
    while (statusLine.startsWith("HTTP/1.1 100")) {
      line(in);
      statusLine = line(in);
    }
    int status = Integer.parseInt(statusLine.substring(9, 12));
    Headers.Builder headers = Headers.builder();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    Headers read = headers.build();
    byte[] body;
    if (bodiless || status == 204 || status == 304) {
      body = new byte[0];
    } else if (read.first("transfer-encoding").orElse("").equals("chunked")) {
      body = chunks(in);
    } else {
      body = in.readNBytes(Integer.parseInt(read.first("content-length").orElse("0")));
    }
    return new Answer(status, read, body);
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(line(in), 16);
      body.write(in.readNBytes(length));
      line(in);
      if (length == 0) {
        return body.toByteArray();
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("connection closed in a head: " + line);
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
