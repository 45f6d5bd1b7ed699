package org.openfiles.door.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.openfiles.http.RequestBody;

/// A body that is a document, and so has a limit.
final class SmallBody {
  private static final int BYTES_MAX = 64 << 10;

  private SmallBody() {}

  static byte[] read(RequestBody body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ByteBuffer next = body.next(); next != null; next = body.next()) {
      if (bytes.size() + next.remaining() > BYTES_MAX) {
        throw ProblemException.badRequest("the body is over " + BYTES_MAX + " bytes");
      }
      byte[] piece = new byte[next.remaining()];
      next.get(piece);
      bytes.writeBytes(piece);
    }
    return bytes.toByteArray();
  }
}
