package org.openfiles.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.OptionalLong;

/// What follows the head of a response.
///
/// The server closes every body exactly once: after it was sent, after a failure, and unsent when
/// the answer has no body on the wire (HEAD, 204, 304).
public sealed interface ResponseBody extends AutoCloseable {
  static ResponseBody empty() {
    return new Empty();
  }

  static ResponseBody bytes(byte[] bytes) {
    return new Bytes(ByteBuffer.wrap(bytes));
  }

  /// The length to announce; empty when it is not known before the end.
  OptionalLong length();

  @Override
  default void close() throws IOException {}

  /// No bytes.
  record Empty() implements ResponseBody {
    @Override
    public OptionalLong length() {
      return OptionalLong.of(0);
    }
  }

  /// Bytes in memory, from the buffer's position to its limit. They must not change afterwards.
  record Bytes(ByteBuffer buffer) implements ResponseBody {
    @Override
    public OptionalLong length() {
      return OptionalLong.of(buffer.remaining());
    }
  }

  /// A part of a file: by `sendfile` on plain sockets, by copies through TLS. A file that turns out
  /// shorter than announced cuts the connection.
  record File(FileChannel channel, long position, long count) implements ResponseBody {
    public File {
      requireLength(position);
      requireLength(count);
    }

    @Override
    public OptionalLong length() {
      return OptionalLong.of(count);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /// Exactly `count` bytes, read in order into buffers that the server owns. Up to 64 KiB leave in
  /// one write together with the head.
  record Source(long count, BlockReader reader) implements ResponseBody {
    public Source {
      requireLength(count);
    }

    @Override
    public OptionalLong length() {
      return OptionalLong.of(count);
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  /// Bytes that a writer makes while they are sent; chunked when the length is not known (on
  /// HTTP/1.0: ended by closing).
  record Stream(OptionalLong length, StreamWriter writer) implements ResponseBody {
    public Stream {
      length.ifPresent(ResponseBody::requireLength);
    }

    /// Of a length known only at the end.
    public Stream(StreamWriter writer) {
      this(OptionalLong.empty(), writer);
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }

  /// Reads the next bytes of a source.
  interface BlockReader extends AutoCloseable {
    /// Reads at least one byte into the target, a direct buffer of the server, and says how many;
    /// -1 at the end, which cuts the connection when it comes before the announced length.
    int read(ByteBuffer target) throws IOException;

    @Override
    void close() throws IOException;
  }

  /// Writes a body.
  @FunctionalInterface
  interface StreamWriter extends AutoCloseable {
    /// Writes all of it to a stream that blocks while the client reads slowly. `flush` puts what
    /// was written on the wire at once; the first one also sends the head. It need not close the
    /// stream. What it throws becomes a 500 [ErrorPage] while nothing was sent, else cuts the
    /// connection.
    void writeTo(OutputStream target) throws IOException;

    @Override
    default void close() throws IOException {}
  }

  private static void requireLength(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative position or length value=" + value);
    }
  }
}
