package org.openfiles.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/// A client that sends exactly the bytes it is told, and reads responses without any leniency.
final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  RawClient(InetSocketAddress address) throws IOException {
    this(address, 0);
  }

  /// A receive buffer of that size makes for a client that takes little at a time.
  RawClient(InetSocketAddress address, int receiveBuffer) throws IOException {
    socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    socket.connect(address);
    in = new BufferedInputStream(socket.getInputStream(), 256 << 10);
  }

  RawClient send(String latin1) throws IOException {
    return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Sends a text block with CR LF for its line ends.
  RawClient sendLines(String text) throws IOException {
    return send(text.replace("\n", "\r\n"));
  }

  RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  RawClient endOutput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /// What has arrived by the first read that returns, at most that many bytes.
  byte[] readOnce(int max) throws IOException {
    byte[] bytes = new byte[max];
    int count = in.read(bytes);
    return java.util.Arrays.copyOf(bytes, Math.max(0, count));
  }

  byte[] readExactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("got " + bytes.length + " of " + count + " bytes");
    }
    return bytes;
  }

  String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("connection ended inside a line: " + line);
      }
      line.append((char) b);
    }
    if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
      throw new IOException("line without CR: " + line);
    }
    line.setLength(line.length() - 1);
    return line.toString();
  }

  RawResponse readResponse() throws IOException {
    return readResponse(true);
  }

  /// The answer to a HEAD request has no body whatever its head says.
  RawResponse readHead() throws IOException {
    return readResponse(false);
  }

  private RawResponse readResponse(boolean withBody) throws IOException {
    String statusLine = readLine();
    int status = Integer.parseInt(statusLine.substring(9, 12));
    Headers.Builder builder = Headers.builder();
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(": ");
      builder.add(line.substring(0, colon), line.substring(colon + 2));
    }
    Headers headers = builder.build();
    boolean bodiless = !withBody || status < 200 || status == 204 || status == 304;
    byte[] body = bodiless ? new byte[0] : body(headers);
    return new RawResponse(
        status, statusLine, headers, new String(body, StandardCharsets.ISO_8859_1));
  }

  private byte[] body(Headers headers) throws IOException {
    if (headers.contains("Content-Length")) {
      return readExactly(Integer.parseInt(headers.first("Content-Length").orElseThrow()));
    }
    if (!headers.first("Transfer-Encoding").orElse("").equals("chunked")) {
      return in.readAllBytes();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(readExactly(size));
      requireEmptyLine();
    }
    requireEmptyLine();
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(readLine(), 16);
  }

  private void requireEmptyLine() throws IOException {
    String line = readLine();
    if (!line.isEmpty()) {
      throw new IOException("not an empty line: " + line);
    }
  }

  /// The bytes until the server ends its side, in good order.
  byte[] readToEnd() throws IOException {
    return in.readAllBytes();
  }

  /// Waits for the server to end the connection, in whichever way; what came before is dropped.
  void awaitEnd() throws IOException {
    try {
      in.skip(Long.MAX_VALUE);
      in.readAllBytes();
    } catch (SocketException e) {
      if (!String.valueOf(e.getMessage()).contains("reset")) {
        throw e;
      }
    }
  }

  /// Closes so that the server sees a reset.
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
