package org.openfiles.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes a row of the index: numbers take as many bytes as they need, text is preceded by its
/// length.
final class Encoder {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);

  Encoder number(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return this;
  }

  Encoder bytes(byte[] value) {
    number(value.length);
    bytes.writeBytes(value);
    return this;
  }

  Encoder text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  Encoder texts(List<String> values) {
    number(values.size());
    values.forEach(this::text);
    return this;
  }

  Encoder numbers(List<Long> values) {
    number(values.size());
    values.forEach(this::number);
    return this;
  }

  byte[] done() {
    return bytes.toByteArray();
  }
}
