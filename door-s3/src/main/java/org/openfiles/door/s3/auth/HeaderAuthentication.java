package org.openfiles.door.s3.auth;

import java.time.InstantSource;
import java.util.Optional;
import org.openfiles.door.s3.auth.Authenticated.Scheme;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Headers;
import org.openfiles.http.Request;

/// Signature version 4 in the header `Authorization`.
final class HeaderAuthentication {
  private final AuthSettings settings;
  private final SignatureVerifier verifier;
  private final InstantSource clock;

  HeaderAuthentication(AuthSettings settings, SignatureVerifier verifier, InstantSource clock) {
    this.settings = settings;
    this.verifier = verifier;
    this.clock = clock;
  }

  /// @param components what follows the name of the algorithm
  Authenticated authenticate(Request request, String components) throws S3Exception {
    AuthorizationV4 authorization = AuthorizationV4.parse(components);
    CredentialScope scope =
        CredentialScope.parse(
            authorization.credential(), settings.region(), AuthorizationV4::malformed);
    Headers headers = request.headers();
    User user = verifier.user(scope.accessKey());
    SigningTime time = time(headers);
    if (!time.date().equals(scope.date())) {
      throw AuthorizationV4.malformed(
          "Invalid credential date. Date is not the same as X-Amz-Date.");
    }
    SignatureVerifier.requireSkew(time, clock.instant(), settings.maxSkew());
    String payloadHash =
        headers
            .first(Payloads.HASH_HEADER)
            .orElseThrow(
                () ->
                    S3Error.INVALID_REQUEST.exception(
                        "Missing required header for this request: x-amz-content-sha256"));
    Payloads.requireValid(payloadHash);
    CanonicalRequest canonical =
        new CanonicalRequest(
            request.method(),
            request.rawPath(),
            request.rawQuery(),
            headers,
            authorization.signedHeaders(),
            payloadHash);
    SigningContext context =
        verifier.verify(
            user, new SignatureInput(scope, time, canonical, authorization.signature()));
    return new Authenticated(
        Optional.of(user),
        Scheme.SIGNATURE_V4_HEADER,
        Payloads.open(request, payloadHash, Optional.of(context)));
  }

  /// The time of `x-amz-date`, or of `Date` where there is none.
  static SigningTime time(Headers headers) throws S3Exception {
    Optional<String> value = headers.first("x-amz-date");
    if (value.isEmpty()) {
      value = headers.first("Date");
    }
    return value
        .flatMap(SigningTime::any)
        .orElseThrow(
            () ->
                S3Error.ACCESS_DENIED.exception(
                    "AWS authentication requires a valid Date or x-amz-date header."));
  }
}
