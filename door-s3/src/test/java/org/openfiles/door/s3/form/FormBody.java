package org.openfiles.door.s3.form;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.door.s3.auth.Payload;

/// A form as browsers and Python's requests send it.
final class FormBody {
  static final String BOUNDARY = "----WebKitFormBoundaryXYZ";
  static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  private final Map<String, String> fields = new LinkedHashMap<>();
  private String fileHead = "name=\"file\"; filename=\"a.txt\"";
  private byte[] file = "bar".getBytes(StandardCharsets.UTF_8);

  FormBody with(String name, String value) {
    fields.put(name, value);
    return this;
  }

  FormBody without(String name) {
    fields.remove(name);
    return this;
  }

  FormBody file(String head, byte[] bytes) {
    fileHead = head;
    file = bytes;
    return this;
  }

  FormBody file(String text) {
    return file(fileHead, text.getBytes(StandardCharsets.UTF_8));
  }

  Map<String, String> fields() {
    return fields;
  }

  byte[] bytes() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) ->
            write(
                body,
                "--"
                    + BOUNDARY
                    + "\r\nContent-Disposition: form-data; name=\""
                    + name
                    + "\"\r\n\r\n"
                    + value
                    + "\r\n"));
    write(
        body,
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; "
            + fileHead
            + "\r\nContent-Type: text/plain\r\n\r\n");
    body.writeBytes(file);
    write(body, "\r\n--" + BOUNDARY + "--\r\n");
    return body.toByteArray();
  }

  private static void write(ByteArrayOutputStream body, String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  Payload payload() {
    byte[] bytes = bytes();
    return pieces(bytes, bytes.length);
  }

  static Payload pieces(byte[] bytes, int size) {
    Deque<ByteBuffer> pieces = new ArrayDeque<>();
    for (int at = 0; at < bytes.length; at += size) {
      pieces.add(ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at)).slice());
    }
    return of(pieces, bytes.length);
  }

  static Payload cut(byte[] bytes, int at) {
    Deque<ByteBuffer> pieces = new ArrayDeque<>();
    pieces.add(ByteBuffer.wrap(bytes, 0, at).slice());
    pieces.add(ByteBuffer.wrap(bytes, at, bytes.length - at).slice());
    return of(pieces, bytes.length);
  }

  private static Payload of(Deque<ByteBuffer> pieces, int length) {
    return new Payload() {
      @Override
      public OptionalLong length() {
        return OptionalLong.of(length);
      }

      @Override
      public @Nullable ByteBuffer next() {
        return pieces.poll();
      }
    };
  }
}
