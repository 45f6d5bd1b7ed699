package org.openfiles.door.s3.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// Verifies signatures of version 4, wherever in the request they stand.
final class SignatureVerifier {
  private final Users users;
  private final SigningKeys keys = new SigningKeys();

  SignatureVerifier(Users users) {
    this.users = users;
  }

  User user(String accessKey) throws S3Exception {
    return users
        .find(accessKey)
        .orElseThrow(
            () -> S3Error.INVALID_ACCESS_KEY_ID.exception().with("AWSAccessKeyId", accessKey));
  }

  /// Verifies that a user signed a request, and that nothing that must be signed was left out.
  SigningContext verify(User user, SignatureInput input) throws S3Exception {
    requireSigned(input.request());
    byte[] claimed = input.signature().getBytes(StandardCharsets.UTF_8);
    Hasher hasher = Hasher.borrow();
    try {
      byte[] key = keys.of(hasher, user, input.scope());
      byte[] computed = SignatureV4.sign(hasher, key, input.time(), input.scope(), input.request());
      if (!MessageDigest.isEqual(computed, claimed)) {
        throw mismatch(hasher, input);
      }
      return new SigningContext(key, input.time(), input.scope(), computed);
    } finally {
      Hasher.giveBack(hasher);
    }
  }

  /// Verifies that a user signed a text, such as the policy of a form.
  void verify(User user, CredentialScope scope, String text, String signature) throws S3Exception {
    Hasher hasher = Hasher.borrow();
    try {
      byte[] key = keys.of(hasher, user, scope);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      byte[] computed = Hex.ascii(hasher.hmac(key, bytes));
      if (!MessageDigest.isEqual(computed, signature.getBytes(StandardCharsets.UTF_8))) {
        throw mismatch(user.accessKey(), text, signature);
      }
    } finally {
      Hasher.giveBack(hasher);
    }
  }

  static S3Exception mismatch(String accessKey, String stringToSign, String signature) {
    return S3Error.SIGNATURE_DOES_NOT_MATCH
        .exception()
        .with("AWSAccessKeyId", accessKey)
        .with("StringToSign", stringToSign)
        .with("SignatureProvided", signature)
        .with("StringToSignBytes", spacedHex(stringToSign.getBytes(StandardCharsets.UTF_8)));
  }

  static void requireSkew(SigningTime time, Instant now, Duration maxSkew) throws S3Exception {
    if (Duration.between(time.instant(), now).abs().compareTo(maxSkew) > 0) {
      throw S3Error.REQUEST_TIME_TOO_SKEWED
          .exception()
          .with("RequestTime", time.text())
          .with("ServerTime", SigningTime.of(now).instant().toString())
          .with("MaxAllowedSkewMilliseconds", Long.toString(maxSkew.toMillis()));
    }
  }

  private static void requireSigned(CanonicalRequest request) throws S3Exception {
    String signed = request.signedHeaders();
    Set<String> missing = new TreeSet<>();
    if (!CanonicalRequest.isSigned(signed, "host")) {
      missing.add("host");
    }
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (name.length() > 6
                  && name.regionMatches(true, 0, "x-amz-", 0, 6)
                  && !CanonicalRequest.isSigned(signed, name)
                  && !name.equalsIgnoreCase(Payloads.HASH_HEADER)) {
                missing.add(name.toLowerCase(java.util.Locale.ROOT));
              }
            });
    if (!missing.isEmpty()) {
      throw S3Error.ACCESS_DENIED
          .exception("There were headers present in the request which were not signed")
          .with("HeadersNotSigned", String.join(", ", missing));
    }
  }

  private static S3Exception mismatch(Hasher hasher, SignatureInput input) throws S3Exception {
    ByteText text = hasher.text();
    input.request().appendTo(text);
    String canonical = text.toString();
    byte[] canonicalBytes = text.toBytes();
    byte[] hash = Hex.ascii(hasher.sha256(text));
    String stringToSign =
        SignatureV4.stringToSign(hasher.text(), input.time(), input.scope(), hash).toString();
    return mismatch(input.scope().accessKey(), stringToSign, input.signature())
        .with("CanonicalRequest", canonical)
        .with("CanonicalRequestBytes", spacedHex(canonicalBytes));
  }

  private static String spacedHex(byte[] bytes) {
    String hex = Hex.text(bytes);
    StringBuilder spaced = new StringBuilder(3 * bytes.length);
    for (int i = 0; i < hex.length(); i += 2) {
      spaced.append(i == 0 ? "" : " ").append(hex, i, i + 2);
    }
    return spaced.toString();
  }
}
