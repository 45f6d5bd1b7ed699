package org.openfiles.door.s3.auth;

import java.time.InstantSource;
import java.util.Optional;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Request;

/// Finds out who sent a request.
public final class Authenticator {
  public Authenticator(AuthSettings settings, Users users, InstantSource clock) {}

  /// Verifies the credentials of a request. A request without any is anonymous; wrong ones are
  /// refused.
  public Authenticated authenticate(Request request) throws S3Exception {
    return new Authenticated(
        Optional.empty(), Authenticated.Scheme.ANONYMOUS, new PlainPayload(request.body()));
  }
}
