package org.openfiles.door.s3.auth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.RequestBody;

/// A body whose SHA-256 is signed; it is verified at the end.
final class Sha256Payload implements Payload {
  private final RequestBody body;
  private final String expected;
  private final MessageDigest sha256 = Hasher.newSha256();
  private boolean ended;

  /// @param expected in hexadecimal digits of lower case
  Sha256Payload(RequestBody body, String expected) {
    this.body = body;
    this.expected = expected;
  }

  @Override
  public OptionalLong length() {
    return body.length();
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    if (ended) {
      return null;
    }
    ByteBuffer piece = body.next();
    if (piece != null) {
      sha256.update(piece.duplicate());
      return piece;
    }
    String computed = Hex.text(sha256.digest());
    if (!computed.equals(expected)) {
      throw mismatch(expected, computed);
    }
    ended = true;
    return null;
  }

  static S3Exception mismatch(String expected, String computed) {
    return S3Error.X_AMZ_CONTENT_SHA256_MISMATCH
        .exception()
        .with("ClientComputedContentSHA256", expected)
        .with("S3ComputedContentSHA256", computed);
  }
}
