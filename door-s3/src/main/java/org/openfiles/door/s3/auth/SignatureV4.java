package org.openfiles.door.s3.auth;

import java.nio.charset.StandardCharsets;
import org.openfiles.door.s3.error.S3Exception;

/// The arithmetic of AWS Signature Version 4.
final class SignatureV4 {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  static final String EMPTY_SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final byte[] HEAD = (ALGORITHM + "\n").getBytes(StandardCharsets.US_ASCII);

  private SignatureV4() {}

  /// The signature of a request, in hexadecimal digits.
  static byte[] sign(
      Hasher hasher, byte[] key, SigningTime time, CredentialScope scope, CanonicalRequest request)
      throws S3Exception {
    ByteText text = hasher.text();
    request.appendTo(text);
    byte[] hash = Hex.ascii(hasher.sha256(text));
    return Hex.ascii(hasher.hmac(key, stringToSign(hasher.text(), time, scope, hash)));
  }

  static ByteText stringToSign(
      ByteText target, SigningTime time, CredentialScope scope, byte[] canonicalRequestHash) {
    return target
        .append(HEAD)
        .append(time.text())
        .append('\n')
        .append(scope.scope())
        .append('\n')
        .append(canonicalRequestHash);
  }
}
