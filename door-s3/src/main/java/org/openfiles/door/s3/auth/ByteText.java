package org.openfiles.door.s3.auth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A text that is built as the bytes of its UTF-8, to be hashed without a copy.
final class ByteText {
  private byte[] bytes = new byte[1024];
  private int length;

  ByteText clear() {
    length = 0;
    return this;
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  ByteText append(char c) {
    if (c < 0x80) {
      room(1);
      bytes[length++] = (byte) c;
      return this;
    }
    return append(String.valueOf(c));
  }

  ByteText append(String text) {
    return append(text, 0, text.length());
  }

  ByteText append(String text, int from, int to) {
    room(to - from);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return append(text.substring(i, to).getBytes(StandardCharsets.UTF_8));
      }
      bytes[length++] = (byte) c;
    }
    return this;
  }

  ByteText append(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
