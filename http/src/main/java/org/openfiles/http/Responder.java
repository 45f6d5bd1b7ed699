package org.openfiles.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultFileRegion;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.OptionalLong;

/// Puts one response on the wire.
///
/// Nothing is sent before the first bytes of the body are there, so that a body that fails at once
/// can still become an error page; [#started] tells.
final class Responder {
  /// Up to here head and body leave in one write.
  private static final int SMALL = 64 << 10;

  private static final int BLOCK = 128 << 10;

  private final Output output;
  private final RequestHead request;
  private final byte[] date;
  private final boolean zeroCopy;
  private int status;
  private boolean started;
  private long bodyBytes;

  Responder(Output output, RequestHead request, byte[] date, boolean zeroCopy) {
    this.output = output;
    this.request = request;
    this.date = date;
    this.zeroCopy = zeroCopy;
  }

  /// Whether anything was sent.
  boolean started() {
    return started;
  }

  /// The status that was sent, once anything was.
  int status() {
    return status;
  }

  long bodyBytes() {
    return bodyBytes;
  }

  /// Sends the response, whose body the caller closes; false when the connection must end with it.
  boolean send(Response response, boolean keepAlive) throws IOException {
    boolean persistent = keepAlive && !asksToClose(response.headers());
    status = response.status();
    if (request.method().equals("HEAD") || status == 304 || status == 204) {
      write(encode(head(response, framingOfNothing(response), persistent), 0), 0);
      return persistent;
    }
    switch (response.body()) {
      case ResponseBody.Empty _ -> sendBytes(response, ByteBuffer.allocate(0), persistent);
      case ResponseBody.Bytes(ByteBuffer bytes) ->
          sendBytes(response, bytes.duplicate(), persistent);
      case ResponseBody.Source(long count, ResponseBody.BlockReader reader) ->
          sendBlocks(response, count, reader, persistent);
      case ResponseBody.File(FileChannel file, long position, long count) -> {
        if (zeroCopy && count > SMALL && isOfTheJdk(file)) {
          sendFile(response, file, position, count, persistent);
        } else {
          sendBlocks(response, count, new FileBlocks(file, position), persistent);
        }
      }
      case ResponseBody.Stream(OptionalLong length, ResponseBody.StreamWriter writer) -> {
        return sendStream(response, length, writer, persistent);
      }
    }
    return persistent;
  }

  /// Whether the body leaves in one write together with the head.
  static boolean isShort(ResponseBody body) {
    return switch (body) {
      case ResponseBody.Empty _ -> true;
      case ResponseBody.Bytes(ByteBuffer bytes) -> bytes.remaining() <= SMALL;
      case ResponseBody.Source(long count, ResponseBody.BlockReader _) -> count <= SMALL;
      case ResponseBody.File(FileChannel _, long _, long count) -> count <= SMALL;
      case ResponseBody.Stream _ -> false;
    };
  }

  /// Netty takes the file descriptor out of the JDK's own kind of channel.
  private static boolean isOfTheJdk(FileChannel file) {
    return file.getClass().getModule() == FileChannel.class.getModule();
  }

  private static boolean asksToClose(Headers headers) {
    String connection = headers.firstOrNull("Connection");
    return connection != null && connection.equalsIgnoreCase("close");
  }

  private ResponseHead head(Response response, String framing, boolean persistent) {
    return new ResponseHead(response, framing, request.http11(), persistent);
  }

  static String contentLength(long length) {
    return "Content-Length: " + length + "\r\n";
  }

  private static String framingOfNothing(Response response) {
    boolean empty = response.body() instanceof ResponseBody.Empty;
    String given = response.headers().firstOrNull("Content-Length");
    if (response.status() == 204 || (empty && given == null && response.status() == 304)) {
      return "";
    }
    if (empty && given != null) {
      return "Content-Length: " + given + "\r\n";
    }
    OptionalLong length = response.body().length();
    return length.isPresent() ? contentLength(length.getAsLong()) : "";
  }

  /// The encoded head, in a buffer with room for that many bytes more.
  private ByteBuf encode(ResponseHead head, int room) {
    ByteBuf bytes = output.buffer(head.bytesMax() + room);
    head.encode(bytes, date);
    return bytes;
  }

  private void write(ByteBuf bytes, int ofBody) throws IOException {
    started = true;
    output.write(bytes);
    bodyBytes += ofBody;
  }

  private void sendBytes(Response response, ByteBuffer body, boolean persistent)
      throws IOException {
    ResponseHead head = head(response, contentLength(body.remaining()), persistent);
    int first = Math.min(body.remaining(), SMALL);
    ByteBuf bytes = encode(head, first);
    for (int count = first; ; count = Math.min(body.remaining(), BLOCK)) {
      bytes.writeBytes(body.slice(body.position(), count));
      body.position(body.position() + count);
      write(bytes, count);
      if (!body.hasRemaining()) {
        return;
      }
      bytes = output.buffer(Math.min(body.remaining(), BLOCK));
    }
  }

  private void sendBlocks(
      Response response, long count, ResponseBody.BlockReader reader, boolean persistent)
      throws IOException {
    ResponseHead head = head(response, contentLength(count), persistent);
    int block = (int) Math.min(count, SMALL);
    ByteBuf bytes = encode(head, block);
    for (long left = count; ; bytes = output.buffer(block)) {
      fill(bytes, block, reader);
      write(bytes, block);
      left -= block;
      if (left == 0) {
        return;
      }
      block = (int) Math.min(left, BLOCK);
    }
  }

  private static void fill(ByteBuf bytes, int count, ResponseBody.BlockReader reader)
      throws IOException {
    try {
      ByteBuffer target = bytes.nioBuffer(bytes.writerIndex(), count);
      while (target.hasRemaining()) {
        if (reader.read(target) < 0) {
          throw new EOFException("body ended before its announced length");
        }
      }
      bytes.writerIndex(bytes.writerIndex() + count);
    } catch (Throwable e) {
      bytes.release();
      throw e;
    }
  }

  private void sendFile(
      Response response, FileChannel file, long position, long count, boolean persistent)
      throws IOException {
    if (file.size() - position < count) {
      throw new EOFException("file is shorter than announced");
    }
    write(encode(head(response, contentLength(count), persistent), 0), 0);
    DefaultFileRegion region = new DefaultFileRegion(file, position, count);
    try {
      output.write(region);
    } finally {
      bodyBytes += region.transferred();
    }
  }

  private boolean sendStream(
      Response response, OptionalLong length, ResponseBody.StreamWriter writer, boolean persistent)
      throws IOException {
    boolean http11 = request.http11();
    OutgoingStream.Wire wire =
        new OutgoingStream.Wire() {
          @Override
          public void head(String framing, boolean persistent) throws IOException {
            write(encode(Responder.this.head(response, framing, persistent), 0), 0);
          }

          @Override
          public void body(ByteBuf bytes, int ofBody) throws IOException {
            write(bytes, ofBody);
          }
        };
    try (OutgoingStream target = new OutgoingStream(output, wire, length, http11, persistent)) {
      writer.writeTo(target);
      return target.finish();
    }
  }
}
