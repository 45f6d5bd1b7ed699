package org.openfiles.door.s3.auth;

/// Somebody with a key pair.
///
/// @param id the canonical user id, by which access lists and owners name the user
/// @param displayName for people
public record User(String accessKey, String secretKey, String id, String displayName) {
  public User {
    if (accessKey.isEmpty() || secretKey.isEmpty()) {
      throw new IllegalArgumentException("a user has an access key and a secret key");
    }
  }

  /// Without the secret, since records end up in logs.
  @Override
  public String toString() {
    return "User[accessKey=" + accessKey + ", id=" + id + ", displayName=" + displayName + "]";
  }
}
