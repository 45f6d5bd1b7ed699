package org.openfiles.door.s3.auth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.http.Headers;

/// The bytes that a request means: the body without `aws-chunked` framing, verified against what
/// was signed. A fault of the verification is an [org.openfiles.door.s3.error.S3Exception] from
/// [#next], at the latest when it would return null.
public interface Payload {
  /// How many bytes there will be; empty when the request does not say.
  OptionalLong length();

  /// The next bytes, valid until the next call; null at the end.
  @Nullable ByteBuffer next() throws IOException;

  /// The trailing headers, verified; complete once [#next] has returned null.
  default Headers trailers() {
    return Headers.EMPTY;
  }

  /// All bytes, for a document that is read whole.
  default byte[] readAll(int bytesMax) throws IOException {
    if (length().orElse(0) > bytesMax) {
      throw S3Error.MAX_MESSAGE_LENGTH_EXCEEDED.exception();
    }
    // It grows with what arrives, not with what was announced: many may announce and send nothing.
    int first = (int) Math.min(length().orElse(512), 8192);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(first);
    for (ByteBuffer piece = next(); piece != null; piece = next()) {
      if (piece.remaining() > bytesMax - bytes.size()) {
        throw S3Error.MAX_MESSAGE_LENGTH_EXCEEDED.exception();
      }
      byte[] copy = new byte[piece.remaining()];
      piece.get(copy);
      bytes.writeBytes(copy);
    }
    return bytes.toByteArray();
  }
}
