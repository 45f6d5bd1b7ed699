package org.openfiles.door.s3.auth;

import java.time.Duration;

/// What requests are authenticated by.
///
/// @param credentials whether credentials are checked at all
/// @param keyOnlyAuthorization whether `Authorization: <access key>` alone is enough, as a password
///   would be
/// @param signatureV2 whether the old signatures of Amazon S3 (HMAC-SHA1) are accepted in
///   `Authorization` and query
/// @param postFormSignatureV2 whether they are accepted in forms (POST object)
/// @param region what signatures must name; [#ANY_REGION] for whatever they name
/// @param maxSkew how far the time of a request may be from ours
public record AuthSettings(
    Credentials credentials,
    boolean keyOnlyAuthorization,
    boolean signatureV2,
    boolean postFormSignatureV2,
    String region,
    Duration maxSkew) {
  public static final String ANY_REGION = "*";

  public static final AuthSettings DEFAULT =
      new AuthSettings(Credentials.CHECKED, false, false, true, ANY_REGION, Duration.ofMinutes(15));

  /// Whether anybody looks at credentials.
  public enum Credentials {
    /// Wrong ones are refused; a request without any is anonymous.
    CHECKED,
    /// Nobody looks: every request is anonymous, and what it is signed with does not matter.
    IGNORED
  }

  public AuthSettings withCredentials(Credentials value) {
    return new AuthSettings(
        value, keyOnlyAuthorization, signatureV2, postFormSignatureV2, region, maxSkew);
  }

  public AuthSettings withKeyOnlyAuthorization(boolean value) {
    return new AuthSettings(credentials, value, signatureV2, postFormSignatureV2, region, maxSkew);
  }

  public AuthSettings withSignatureV2(boolean value) {
    return new AuthSettings(
        credentials, keyOnlyAuthorization, value, postFormSignatureV2, region, maxSkew);
  }

  public AuthSettings withPostFormSignatureV2(boolean value) {
    return new AuthSettings(credentials, keyOnlyAuthorization, signatureV2, value, region, maxSkew);
  }

  public AuthSettings withRegion(String value) {
    return new AuthSettings(
        credentials, keyOnlyAuthorization, signatureV2, postFormSignatureV2, value, maxSkew);
  }
}
