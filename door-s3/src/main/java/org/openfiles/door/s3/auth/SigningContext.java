package org.openfiles.door.s3.auth;

/// What the signatures of the chunks of a payload go on from: the verified signature of the
/// request.
final class SigningContext {
  private final byte[] key;
  private final SigningTime time;
  private final CredentialScope scope;
  private final byte[] signature;

  SigningContext(byte[] key, SigningTime time, CredentialScope scope, byte[] signature) {
    this.key = key;
    this.time = time;
    this.scope = scope;
    this.signature = signature;
  }

  byte[] key() {
    return key;
  }

  SigningTime time() {
    return time;
  }

  CredentialScope scope() {
    return scope;
  }

  /// In hexadecimal digits.
  byte[] signature() {
    return signature;
  }
}
