package org.openfiles.door.s3.auth;

import java.util.Optional;

/// A request whose credentials were right, or that had none.
///
/// @param user who sent it; empty when it is anonymous
/// @param payload its bytes. Their verification ends with them: whoever does not read to the end
///   has not verified them
public record Authenticated(Optional<User> user, Scheme scheme, Payload payload) {

  /// How a request is authenticated.
  public enum Scheme {
    ANONYMOUS,
    SIGNATURE_V4_HEADER,
    SIGNATURE_V4_QUERY,
    SIGNATURE_V2_HEADER,
    SIGNATURE_V2_QUERY,
    BASIC,
    KEY_ONLY
  }
}
