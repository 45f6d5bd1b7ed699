package org.openfiles.http;

import io.netty.buffer.ByteBuf;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Takes lines that end in CR LF out of the input, one at a time; a bare CR or LF is refused.
final class LineReader {
  private static final byte LF = '\n';

  private final Input input;
  private byte[] line = new byte[256];
  private int length;

  LineReader(Input input) {
    this.input = input;
  }

  /// Reads the next line, without its end, and says how long it is; -1 when it is longer than
  /// `limit`.
  int next(int limit, long until) throws IOException {
    length = 0;
    boolean whole = false;
    while (!whole) {
      ByteBuf bytes = input.available(until);
      if (bytes == null) {
        throw new EOFException("connection closed by client");
      }
      int end = bytes.bytesBefore(LF);
      whole = end >= 0;
      int count = whole ? end + 1 : bytes.readableBytes();
      if (length + count > limit + 2) {
        return -1;
      }
      if (length + count > line.length) {
        line = Arrays.copyOf(line, Math.max(2 * line.length, length + count));
      }
      bytes.readBytes(line, length, count);
      length += count;
    }
    length -= 2;
    if (length < 0 || line[length] != '\r') {
      throw new BadRequestException("line does not end in CR LF");
    }
    return length;
  }

  byte at(int index) {
    return line[index];
  }

  /// The first place of that byte at or after `from`; -1 when there is none.
  int indexOf(char wanted, int from) {
    for (int i = from; i < length; i++) {
      if (line[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /// A part of the line: as UTF-8 where it is valid UTF-8, else as ISO-8859-1.
  String text(int from, int to) {
    for (int i = from; i < to; i++) {
      if (line[i] < 0) {
        return utf8OrLatin1(from, to);
      }
    }
    return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private String utf8OrLatin1(int from, int to) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(line, from, to - from);
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }
  }
}
