package org.openfiles.door.s3.auth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.openfiles.door.s3.auth.Authenticated.Scheme;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Request;

/// Signature version 4 in the query: presigned URLs.
final class QueryAuthentication {
  static final String ALGORITHM = "X-Amz-Algorithm";
  static final String CREDENTIAL = "X-Amz-Credential";
  static final String DATE = "X-Amz-Date";
  static final String EXPIRES = "X-Amz-Expires";
  static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";

  /// A week, which is how long the signing key of a day is good for.
  static final long EXPIRES_MAX = 604_800;

  private final AuthSettings settings;
  private final SignatureVerifier verifier;
  private final InstantSource clock;

  QueryAuthentication(AuthSettings settings, SignatureVerifier verifier, InstantSource clock) {
    this.settings = settings;
    this.verifier = verifier;
    this.clock = clock;
  }

  /// Whether a query claims to be signed.
  static boolean isSigned(QueryParameters query) {
    return query.contains(ALGORITHM)
        || query.contains(CREDENTIAL)
        || query.contains(CanonicalRequest.SIGNATURE_PARAMETER);
  }

  Authenticated authenticate(Request request, QueryParameters query) throws S3Exception {
    String algorithm = required(query, ALGORITHM);
    String credential = required(query, CREDENTIAL);
    String date = required(query, DATE);
    String expires = required(query, EXPIRES);
    String signedHeaders = required(query, SIGNED_HEADERS);
    String signature = required(query, CanonicalRequest.SIGNATURE_PARAMETER);
    if (algorithm.equals("AWS4-ECDSA-P256-SHA256")) {
      throw refusal("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
    }
    if (!algorithm.equals(SignatureV4.ALGORITHM)) {
      throw refusal(
          "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"");
    }
    CredentialScope scope =
        CredentialScope.parse(
            credential,
            settings.region(),
            reason -> refusal("Error parsing the X-Amz-Credential parameter; " + reason));
    SigningTime time =
        SigningTime.basic(date)
            .orElseThrow(
                () ->
                    refusal(
                        "X-Amz-Date must be in the ISO8601 Long Format"
                            + " \"yyyyMMdd'T'HHmmss'Z'\""));
    if (!time.date().equals(scope.date())) {
      throw refusal(
          "Invalid credential date \""
              + scope.date()
              + "\". This date is not the same as X-Amz-Date: \""
              + time.date()
              + "\".");
    }
    long seconds = seconds(expires);
    User user = verifier.user(scope.accessKey());
    requireValid(time, seconds);
    return verified(request, query, user, scope, time, signedHeaders, signature);
  }

  private Authenticated verified(
      Request request,
      QueryParameters query,
      User user,
      CredentialScope scope,
      SigningTime time,
      String signedHeaders,
      String signature)
      throws S3Exception {
    // A client that signs its payload says so in a header it signs, or in the query, where SDKs
    // move
    // headers to.
    Optional<String> hash = request.headers().first(Payloads.HASH_HEADER);
    if (hash.isEmpty() || !CanonicalRequest.isSigned(signedHeaders, Payloads.HASH_HEADER)) {
      hash = query.first("X-Amz-Content-Sha256");
    }
    String payloadHash = hash.orElse(Payloads.UNSIGNED);
    Payloads.requireValid(payloadHash);
    CanonicalRequest canonical =
        new CanonicalRequest(
            request.method(),
            request.rawPath(),
            request.rawQuery(),
            request.headers(),
            signedHeaders,
            payloadHash);
    SigningContext context =
        verifier.verify(user, new SignatureInput(scope, time, canonical, signature));
    return new Authenticated(
        Optional.of(user),
        Scheme.SIGNATURE_V4_QUERY,
        Payloads.open(request, payloadHash, Optional.of(context)));
  }

  private void requireValid(SigningTime time, long seconds) throws S3Exception {
    Instant now = clock.instant();
    if (time.instant().isAfter(now.plus(settings.maxSkew()))) {
      throw S3Error.ACCESS_DENIED.exception("Request is not valid yet.");
    }
    Instant end = time.instant().plusSeconds(seconds);
    if (!now.isBefore(end)) {
      throw S3Error.ACCESS_DENIED
          .exception("Request has expired.")
          .with("X-Amz-Expires", Long.toString(seconds))
          .with("Expires", end.toString())
          .with("ServerTime", SigningTime.of(now).instant().toString());
    }
  }

  private static long seconds(String expires) throws S3Exception {
    long seconds;
    try {
      seconds = Long.parseLong(expires);
    } catch (NumberFormatException e) {
      throw refusal("X-Amz-Expires should be a number");
    }
    if (seconds < 0) {
      throw refusal("X-Amz-Expires must be non-negative");
    }
    if (seconds > EXPIRES_MAX) {
      throw refusal(
          "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
              + " must be less than 604800 seconds");
    }
    return seconds;
  }

  private static String required(QueryParameters query, String name) throws S3Exception {
    Optional<String> value = query.first(name);
    if (value.isEmpty() || value.get().isEmpty()) {
      throw S3Error.AUTHORIZATION_QUERY_PARAMETERS_ERROR.exception();
    }
    return value.get();
  }

  private static S3Exception refusal(String reason) {
    return S3Error.AUTHORIZATION_QUERY_PARAMETERS_ERROR.exception(reason);
  }
}
