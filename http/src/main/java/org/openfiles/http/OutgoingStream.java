package org.openfiles.http;

import io.netty.buffer.ByteBuf;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a [ResponseBody.StreamWriter] writes to: collects blocks, and frames them.
///
/// The head waits for the first block or flush. A body that ends before that is sent with its
/// length; else one of unknown length is chunked, and ends with the connection on HTTP/1.0.
final class OutgoingStream extends OutputStream {
  /// Where head and framed bytes go.
  interface Wire {
    void head(String framing, boolean persistent) throws IOException;

    /// Sends a buffer, of which so many bytes are the body's, and releases it.
    void body(ByteBuf bytes, int ofBody) throws IOException;
  }

  private static final int BLOCK = 32 << 10;

  /// Room for a chunk's size (at most 8000 hexadecimal) and CR LF before a block.
  private static final int BEFORE = 6;

  private static final int AFTER = 2;
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Output output;
  private final Wire wire;
  private final OptionalLong length;
  private final boolean http11;
  private final boolean persistent;
  private @Nullable ByteBuf block;
  private long written;
  private boolean headSent;

  OutgoingStream(
      Output output, Wire wire, OptionalLong length, boolean http11, boolean persistent) {
    this.output = output;
    this.wire = wire;
    this.length = length;
    this.http11 = http11;
    this.persistent = persistent;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int count) throws IOException {
    if (count > length.orElse(Long.MAX_VALUE) - written) {
      throw new IOException("body is longer than announced");
    }
    written += count;
    for (int done = 0; done < count; ) {
      ByteBuf target = block();
      int part = Math.min(count - done, target.capacity() - AFTER - target.writerIndex());
      target.writeBytes(source, offset + done, part);
      done += part;
      if (target.writerIndex() == target.capacity() - AFTER) {
        emit();
      }
    }
  }

  private ByteBuf block() {
    if (block == null) {
      block = output.buffer(BEFORE + BLOCK + AFTER).setIndex(BEFORE, BEFORE);
    }
    return block;
  }

  @Override
  public void flush() throws IOException {
    emit();
  }

  private boolean chunked() {
    return length.isEmpty() && http11;
  }

  private void emit() throws IOException {
    if (!headSent) {
      headSent = true;
      String unknown = http11 ? "Transfer-Encoding: chunked\r\n" : "";
      wire.head(
          length.isPresent() ? Responder.contentLength(length.getAsLong()) : unknown,
          persistent && (http11 || length.isPresent()));
    }
    ByteBuf bytes = block;
    if (bytes != null) {
      block = null;
      int ofBody = bytes.readableBytes();
      if (chunked()) {
        byte[] size = (Integer.toHexString(ofBody) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        bytes.setBytes(BEFORE - size.length, size).readerIndex(BEFORE - size.length);
        bytes.writeByte('\r').writeByte('\n');
      }
      wire.body(bytes, ofBody);
    }
  }

  /// Sends what is left; false when the connection must end with this body.
  boolean finish() throws IOException {
    if (written < length.orElse(0)) {
      throw new EOFException("body ended before its announced length");
    }
    if (!headSent) {
      headSent = true;
      wire.head(Responder.contentLength(written), persistent);
      if (block != null) {
        wire.body(block, block.readableBytes());
        block = null;
      }
      return persistent;
    }
    emit();
    if (chunked()) {
      wire.body(output.buffer(LAST_CHUNK.length).writeBytes(LAST_CHUNK), 0);
    }
    return persistent && (http11 || length.isPresent());
  }

  /// Gives back what was not sent.
  @Override
  public void close() {
    if (block != null) {
      block.release();
      block = null;
    }
  }
}
