package org.openfiles.http;

import io.netty.buffer.ByteBuf;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The body of the request under way, with its framing taken off.
final class IncomingBody implements RequestBody {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int CHUNK_LINE_BYTES = 1024;
  private static final int REST_BYTES = 64 << 10;

  private final Input input;
  private final Output output;
  private final Waiter waiter;
  private final LineReader lines;
  private final int trailerBytes;
  private final BooleanSupplier answered;
  private final boolean chunked;
  private final OptionalLong length;
  private long left;
  private boolean inChunk;
  private boolean begun;
  private boolean ended;
  private boolean owesContinue;
  private @Nullable IOException failure;

  IncomingBody(
      RequestHead head,
      Input input,
      Output output,
      Waiter waiter,
      LineReader lines,
      int trailerBytes,
      BooleanSupplier answered) {
    this.input = input;
    this.output = output;
    this.waiter = waiter;
    this.lines = lines;
    this.trailerBytes = trailerBytes;
    this.answered = answered;
    chunked = head.contentLength() == RequestHead.CHUNKED;
    length = chunked ? OptionalLong.empty() : OptionalLong.of(head.contentLength());
    left = chunked ? 0 : head.contentLength();
    ended = !chunked && left == 0;
    // Also for a body of no bytes: botocore takes the status of a final answer that came instead for
    // that of the next answer on the connection, and then waits for an end that never comes.
    owesContinue = head.expectsContinue();
  }

  @Override
  public OptionalLong length() {
    return length;
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      return advance();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private @Nullable ByteBuffer advance() throws IOException {
    begun = true;
    if (owesContinue && !answered.getAsBoolean()) {
      output.write(output.buffer(CONTINUE.length).writeBytes(CONTINUE));
    }
    owesContinue = false;
    if (chunked && left == 0 && !ended) {
      beginChunk();
    }
    if (ended) {
      return null;
    }
    ByteBuf bytes = input.available(waiter.stallDeadline());
    if (bytes == null) {
      throw new EOFException("request body cut short by client");
    }
    int count = (int) Math.min(left, bytes.readableBytes());
    ByteBuffer piece = bytes.nioBuffer(bytes.readerIndex(), count);
    bytes.skipBytes(count);
    left -= count;
    ended = !chunked && left == 0;
    return piece;
  }

  private void beginChunk() throws IOException {
    if (inChunk && chunkLine(CHUNK_LINE_BYTES) != 0) {
      throw new BadRequestException("chunk does not end in CR LF");
    }
    inChunk = true;
    left = chunkSize(chunkLine(CHUNK_LINE_BYTES));
    if (left == 0) {
      int limit = trailerBytes;
      for (int size = chunkLine(limit); size > 0; size = chunkLine(limit)) {
        limit -= size;
      }
      ended = true;
    }
  }

  private int chunkLine(int limit) throws IOException {
    int size = lines.next(limit, waiter.stallDeadline());
    if (size < 0) {
      throw new BadRequestException("chunk line or trailers are too long");
    }
    return size;
  }

  /// The hexadecimal number that a chunk's line begins with; an extension may follow it.
  private long chunkSize(int lineLength) throws BadRequestException {
    long size = 0;
    int i = 0;
    for (; i < lineLength && Character.digit(lines.at(i), 16) >= 0; i++) {
      size = size << 4 | Character.digit(lines.at(i), 16);
    }
    boolean extended = i < lineLength && (lines.at(i) == ';' || lines.at(i) == ' ');
    if (i == 0 || i > 15 || (i < lineLength && !extended)) {
      throw new BadRequestException("malformed chunk size");
    }
    return size;
  }

  /// What went wrong with the client while the body was read.
  @Nullable IOException failure() {
    return failure;
  }

  boolean ended() {
    return ended;
  }

  /// Whether the connection can go on after this body: it is at its end, or so near that the rest
  /// may be thrown away.
  boolean isSpent() {
    if (owesContinue || failure != null) {
      return false;
    }
    return ended || (chunked ? begun : left <= REST_BYTES);
  }

  /// Throws away the rest of the body; false when it is too long for that, or does not come.
  boolean skipRest() {
    try {
      int skipped = 0;
      ByteBuffer piece = next();
      while (piece != null && skipped <= REST_BYTES) {
        skipped += piece.remaining();
        piece = next();
      }
      return piece == null;
    } catch (IOException e) {
      log.debug("rest of a request body did not come", e);
      return false;
    }
  }
}
