package org.openfiles.door.s3.form;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.door.s3.auth.Payload;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// Reads the parts of a form, one after the other, as they arrive (RFC 7578).
///
/// The bytes of a part are slices of the pieces of the payload. Where a piece ends in what may be
/// the beginning of a delimiter, those bytes are held back; if they turn out to be of the part,
/// they are handed out from the delimiter itself, whose beginning they are.
final class MultipartReader {
  private static final int HEAD_LINE_MAX = 4096;
  private static final int HEAD_LINES_MAX = 16;

  private static final int REST_MAX = 1 << 20;

  private final Payload payload;
  private final byte[] delimiter;
  private ByteBuffer piece = ByteBuffer.allocate(0);
  private int matched;
  private int begun;

  MultipartReader(Payload payload, Boundary boundary) {
    this.payload = payload;
    delimiter = boundary.delimiter();
    // The first delimiter has no line end before it when nothing else has.
    matched = 2;
  }

  /// What stands before the bytes of a part.
  record PartHead(String name, Optional<String> fileName) {}

  /// The head of the next part, or null after the last; the bytes of the part before must have been
  /// read.
  @Nullable PartHead nextPart() throws IOException {
    if (begun == 0) {
      while (nextBytes() != null) {
        // What precedes the first delimiter is of no part.
      }
    }
    begun++;
    if (endsForm()) {
      return null;
    }
    String name = "";
    Optional<String> fileName = Optional.empty();
    for (int lines = 0; ; lines++) {
      String line = readLine(HEAD_LINE_MAX);
      if (line.isEmpty()) {
        break;
      }
      int colon = line.indexOf(':');
      if (colon < 0 || lines == HEAD_LINES_MAX) {
        throw malformed();
      }
      if (line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals("content-disposition")) {
        ParameterList disposition = ParameterList.parse(line.substring(colon + 1).strip());
        name = disposition.parameter("name").orElse("");
        fileName = disposition.parameter("filename");
      }
    }
    if (name.isEmpty()) {
      throw malformed();
    }
    matched = 0;
    return new PartHead(name, fileName);
  }

  /// The next bytes of the present part, valid until the next call; null at its end.
  @Nullable ByteBuffer nextBytes() throws IOException {
    while (true) {
      ByteBuffer source = fill();
      int start = source.position();
      int end = source.limit();
      if (matched > 0) {
        int at = start;
        while (at < end && matched < delimiter.length && source.get(at) == delimiter[matched]) {
          at++;
          matched++;
        }
        if (matched == delimiter.length) {
          source.position(at);
          return null;
        }
        if (at == end) {
          source.position(end);
          continue;
        }
        // No delimiter after all. Its line end occurs in it only once, at its beginning, so none
        // begins inside of what was held back; but one may begin right here.
        source.position(at);
        ByteBuffer held = ByteBuffer.wrap(delimiter, 0, matched);
        matched = 0;
        return held;
      }
      int candidate = candidate(source, start, end);
      if (candidate == start) {
        source.position(start + 1);
        matched = 1;
        continue;
      }
      source.position(candidate);
      return source.slice(start, candidate - start);
    }
  }

  /// All bytes of the present part.
  ///
  /// @param bytesMax how many there may be at most
  byte[] readPart(int bytesMax) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    for (ByteBuffer next = nextBytes(); next != null; next = nextBytes()) {
      if (next.remaining() > bytesMax - bytes.size()) {
        throw S3Error.MAX_POST_PRE_DATA_LENGTH_EXCEEDED.exception();
      }
      byte[] copy = new byte[next.remaining()];
      next.get(copy);
      bytes.writeBytes(copy);
    }
    return bytes.toByteArray();
  }

  /// Reads what follows the last part that somebody wanted, so that the connection can be kept.
  void skipRest() throws IOException {
    long skipped = piece.remaining();
    piece.position(piece.limit());
    for (ByteBuffer next = payload.next(); next != null; next = payload.next()) {
      skipped += next.remaining();
      if (skipped > REST_MAX) {
        throw S3Error.MAX_MESSAGE_LENGTH_EXCEEDED.exception();
      }
    }
  }

  /// Whether the delimiter just read is the last one; otherwise the rest of its line is skipped.
  private boolean endsForm() throws IOException {
    String rest = readLineOrEnd();
    if (rest.equals("--")) {
      return true;
    }
    if (!rest.isBlank()) {
      throw malformed();
    }
    return false;
  }

  /// The rest of the delimiter's line; of the last delimiter only the two dashes, since what
  /// follows them is of no part.
  private String readLineOrEnd() throws IOException {
    byte first = fill().get();
    if (first == '-') {
      if (fill().get() != '-') {
        throw malformed();
      }
      return "--";
    }
    StringBuilder rest = new StringBuilder();
    for (byte b = first; b != '\r'; b = fill().get()) {
      if (rest.length() == HEAD_LINE_MAX) {
        throw malformed();
      }
      rest.append((char) b);
    }
    if (fill().get() != '\n') {
      throw malformed();
    }
    return rest.toString();
  }

  private String readLine(int bytesMax) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    while (true) {
      byte next = fill().get();
      if (next == '\r') {
        if (fill().get() != '\n') {
          throw malformed();
        }
        return line.toString(StandardCharsets.UTF_8);
      }
      if (next == '\n' || line.size() == bytesMax) {
        throw malformed();
      }
      line.write(next);
    }
  }

  /// Where the delimiter begins, or may begin as far as the piece goes; else the end.
  private int candidate(ByteBuffer source, int from, int to) {
    for (int at = from; at < to; at++) {
      if (source.get(at) == '\r') {
        int length = Math.min(delimiter.length, to - at);
        int same = 1;
        while (same < length && source.get(at + same) == delimiter[same]) {
          same++;
        }
        if (same == length) {
          return at;
        }
      }
    }
    return to;
  }

  private ByteBuffer fill() throws IOException {
    while (!piece.hasRemaining()) {
      ByteBuffer next = payload.next();
      if (next == null) {
        throw malformed();
      }
      piece = next;
    }
    return piece;
  }

  static S3Exception malformed() {
    return S3Error.MALFORMED_POST_REQUEST.exception();
  }
}
