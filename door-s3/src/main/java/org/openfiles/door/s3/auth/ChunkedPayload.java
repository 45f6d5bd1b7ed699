package org.openfiles.door.s3.auth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Headers;
import org.openfiles.http.RequestBody;

/// A body in `aws-chunked` framing: what comes out is the bytes in the chunks, which are slices of
/// the pieces of the body, never copies. A chunk's signature is verified after its bytes have been
/// handed out, and before anything after them is.
final class ChunkedPayload implements Payload {
  /// The size that every chunk but the last must have (S3 API, "SigV4 chunked uploads").
  private static final long CHUNK_MIN = 8192;

  /// 16 digits, `;chunk-signature=` and 64 digits are 97; a trailer has a name and a SHA-512.
  private static final int LINE_MAX = 256;

  private static final long EXCESS_MAX = 64 << 10;

  private static final String EXTENSION = ";chunk-signature=";
  private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature:";

  private enum State {
    HEAD,
    DATA,
    DATA_END,
    ENDED
  }

  private final RequestBody body;
  private final long length;
  private final ChunkFraming framing;
  private final Optional<String> declaredTrailer;
  private final @Nullable ChunkSignatures signatures;
  private final byte[] line = new byte[LINE_MAX];
  private State state = State.HEAD;
  private @Nullable ByteBuffer piece;
  private long chunkLeft;
  private long chunkSize;
  private int chunkNumber;
  private String chunkSignature = "";
  private long total;
  private Headers trailers = Headers.EMPTY;

  /// @param length how many bytes the chunks have together
  /// @param declaredTrailer the trailing header that was announced, in lower case
  /// @param signatures what verifies the signatures of a signed framing; null to ignore them
  ChunkedPayload(
      RequestBody body,
      long length,
      ChunkFraming framing,
      Optional<String> declaredTrailer,
      @Nullable ChunkSignatures signatures) {
    this.body = body;
    this.length = length;
    this.framing = framing;
    this.declaredTrailer = declaredTrailer;
    this.signatures = signatures;
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(length);
  }

  @Override
  public Headers trailers() {
    return trailers;
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    while (true) {
      switch (state) {
        case HEAD -> head();
        case DATA -> {
          return data();
        }
        case DATA_END -> {
          requireEmptyLine();
          endChunk();
          state = State.HEAD;
        }
        case ENDED -> {
          return null;
        }
      }
    }
  }

  private void head() throws IOException {
    String head = readLine();
    int digits = 0;
    long size = 0;
    while (digits < head.length() && Hex.digit(head.charAt(digits)) >= 0) {
      size = size << 4 | Hex.digit(head.charAt(digits));
      digits++;
    }
    // 15 digits cannot overflow, and are more than anybody's upload has.
    if (digits == 0 || digits > 15) {
      throw malformed();
    }
    chunkSignature = signature(head.substring(digits));
    if (size == 0) {
      end();
      return;
    }
    if (chunkNumber > 0 && chunkSize < CHUNK_MIN) {
      throw S3Error.INVALID_CHUNK_SIZE
          .exception()
          .with("Chunk", Integer.toString(chunkNumber))
          .with("BadChunkSize", Long.toString(chunkSize));
    }
    chunkNumber++;
    chunkSize = size;
    chunkLeft = size;
    total += size;
    if (total > length) {
      throw excess();
    }
    state = State.DATA;
  }

  /// The fault of a chunk that goes beyond the length: its framing may be broken, which is told
  /// apart from a wrong length by looking where it ends, when that is near.
  private S3Exception excess() throws IOException {
    if (chunkSize <= EXCESS_MAX) {
      while (chunkLeft > 0) {
        ByteBuffer source = fill();
        int count = (int) Math.min(source.remaining(), chunkLeft);
        source.position(source.position() + count);
        chunkLeft -= count;
      }
      requireEmptyLine();
    }
    return wrongLength();
  }

  private String signature(String extension) throws S3Exception {
    if (!framing.signed()) {
      if (!extension.isEmpty()) {
        throw malformed();
      }
      return "";
    }
    String signature =
        extension.startsWith(EXTENSION) ? extension.substring(EXTENSION.length()) : "";
    if (!Hex.isSha256(signature)) {
      throw malformed();
    }
    return signature;
  }

  private ByteBuffer data() throws IOException {
    ByteBuffer source = fill();
    int count = (int) Math.min(source.remaining(), chunkLeft);
    ByteBuffer data = source.slice(source.position(), count);
    source.position(source.position() + count);
    chunkLeft -= count;
    if (chunkLeft == 0) {
      state = State.DATA_END;
    }
    if (signatures != null) {
      signatures.update(data);
    }
    return data;
  }

  private void endChunk() throws S3Exception {
    if (signatures != null) {
      signatures.endChunk(chunkSignature);
    }
  }

  /// What follows the head of the chunk of size 0.
  private void end() throws IOException {
    if (total != length) {
      throw wrongLength();
    }
    endChunk();
    if (framing.trailer()) {
      readTrailers();
    } else {
      requireEmptyLine();
    }
    if (hasMore()) {
      throw malformed();
    }
    state = State.ENDED;
  }

  private void readTrailers() throws IOException {
    String first = readLine();
    if (declaredTrailer.isEmpty()) {
      if (framing.signed() && first.startsWith(TRAILER_SIGNATURE)) {
        trailerSignature("", first);
      } else if (!first.isEmpty()) {
        throw S3Error.MALFORMED_TRAILER.exception();
      }
      return;
    }
    int colon = first.indexOf(':');
    String name = colon < 0 ? "" : first.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    if (!name.equals(declaredTrailer.get())) {
      throw S3Error.MALFORMED_TRAILER.exception();
    }
    String value = first.substring(colon + 1).strip();
    if (framing.signed()) {
      trailerSignature(name + ":" + value + "\n", readLine());
    } else {
      requireEmptyLine();
    }
    try {
      trailers = Headers.of(name, value);
    } catch (IllegalArgumentException e) {
      throw new S3Exception(S3Error.MALFORMED_TRAILER, S3Error.MALFORMED_TRAILER.message(), e);
    }
  }

  private void trailerSignature(String signed, String signatureLine) throws IOException {
    String signature =
        signatureLine.startsWith(TRAILER_SIGNATURE)
            ? signatureLine.substring(TRAILER_SIGNATURE.length()).strip()
            : "";
    if (!Hex.isSha256(signature)) {
      throw malformed();
    }
    requireEmptyLine();
    if (signatures != null) {
      signatures.endTrailers(signed, signature);
    }
  }

  /// A line that ends in CR LF, without them.
  private String readLine() throws IOException {
    int count = 0;
    while (true) {
      byte next = fill().get();
      if (next == '\n' && count > 0 && line[count - 1] == '\r') {
        return new String(line, 0, count - 1, StandardCharsets.ISO_8859_1);
      }
      // No line contains either of them otherwise.
      boolean afterReturn = count > 0 && line[count - 1] == '\r';
      if (next == '\n' || afterReturn || count == LINE_MAX) {
        throw malformed();
      }
      line[count++] = next;
    }
  }

  private void requireEmptyLine() throws IOException {
    if (fill().get() != '\r' || fill().get() != '\n') {
      throw malformed();
    }
  }

  private ByteBuffer fill() throws IOException {
    ByteBuffer source = piece;
    while (source == null || !source.hasRemaining()) {
      source = body.next();
      if (source == null) {
        throw malformed();
      }
      piece = source;
    }
    return source;
  }

  private boolean hasMore() throws IOException {
    ByteBuffer source = piece;
    return (source != null && source.hasRemaining()) || body.next() != null;
  }

  private static S3Exception malformed() {
    return S3Error.INCOMPLETE_BODY.exception();
  }

  private static S3Exception wrongLength() {
    return S3Error.INCOMPLETE_BODY.exception(
        "You did not provide the number of bytes specified by the Content-Length HTTP header");
  }
}
