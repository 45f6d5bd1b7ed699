package org.openfiles.door.s3.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.openfiles.door.s3.error.S3Exception;

/// The signatures of the chunks of one payload, each of which signs the one before too.
final class ChunkSignatures {
  private static final byte[] EMPTY = SignatureV4.EMPTY_SHA256.getBytes(StandardCharsets.US_ASCII);

  private final SigningContext context;
  private final MessageDigest sha256 = Hasher.newSha256();
  private byte[] previous;

  ChunkSignatures(SigningContext context) {
    this.context = context;
    previous = context.signature();
  }

  /// Takes bytes of the present chunk; they are not moved.
  void update(ByteBuffer bytes) {
    sha256.update(bytes.duplicate());
  }

  /// Verifies the chunk that ends here.
  void endChunk(String signature) throws S3Exception {
    byte[] hash = Hex.ascii(sha256.digest());
    Hasher hasher = Hasher.borrow();
    try {
      ByteText text = head(hasher, "AWS4-HMAC-SHA256-PAYLOAD\n");
      verify(hasher, text.append(EMPTY).append('\n').append(hash), signature);
    } finally {
      Hasher.giveBack(hasher);
    }
  }

  /// Verifies the trailing headers, each as `name:value` and a line feed.
  void endTrailers(String trailers, String signature) throws S3Exception {
    Hasher hasher = Hasher.borrow();
    try {
      byte[] hash = Hex.ascii(hasher.sha256(hasher.text().append(trailers)));
      ByteText text = head(hasher, "AWS4-HMAC-SHA256-TRAILER\n");
      verify(hasher, text.append(hash), signature);
    } finally {
      Hasher.giveBack(hasher);
    }
  }

  private ByteText head(Hasher hasher, String algorithm) {
    return hasher
        .text()
        .append(algorithm)
        .append(context.time().text())
        .append('\n')
        .append(context.scope().scope())
        .append('\n')
        .append(previous)
        .append('\n');
  }

  private void verify(Hasher hasher, ByteText stringToSign, String signature) throws S3Exception {
    byte[] computed = Hex.ascii(hasher.hmac(context.key(), stringToSign));
    if (!MessageDigest.isEqual(computed, signature.getBytes(StandardCharsets.UTF_8))) {
      throw SignatureVerifier.mismatch(
          context.scope().accessKey(), stringToSign.toString(), signature);
    }
    previous = computed;
  }
}
