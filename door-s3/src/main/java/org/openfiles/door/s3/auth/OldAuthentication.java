package org.openfiles.door.s3.auth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.openfiles.door.s3.auth.Authenticated.Scheme;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Request;

/// Signatures from before version 4 (`Authorization: AWS KEY:SIGNATURE`, `?Signature=`), for
/// clients that know no other. Off unless [AuthSettings#signatureV2] says otherwise. Buckets are
/// addressed by path only, since the name of a virtual host is part of what is signed.
final class OldAuthentication {
  static final String ACCESS_KEY = "AWSAccessKeyId";
  static final String SIGNATURE = "Signature";
  private static final String EXPIRES = "Expires";

  private final AuthSettings settings;
  private final SignatureVerifier verifier;
  private final InstantSource clock;

  OldAuthentication(AuthSettings settings, SignatureVerifier verifier, InstantSource clock) {
    this.settings = settings;
    this.verifier = verifier;
    this.clock = clock;
  }

  static boolean isSigned(QueryParameters query) {
    return query.contains(SIGNATURE) && query.contains(ACCESS_KEY);
  }

  /// @param credentials what follows `AWS `
  Authenticated authenticateHeader(Request request, String credentials) throws S3Exception {
    requireEnabled();
    int colon = credentials.lastIndexOf(':');
    if (colon <= 0) {
      throw S3Exception.argument(
          "AWS authorization header is invalid.  Expected AwsAccessKeyId:signature",
          "Authorization",
          credentials);
    }
    SigningTime time = HeaderAuthentication.time(request.headers());
    SignatureVerifier.requireSkew(time, clock.instant(), settings.maxSkew());
    boolean dated = request.headers().contains("x-amz-date");
    String date = dated ? "" : request.headers().first("Date").orElse("");
    return verified(
        request,
        Scheme.SIGNATURE_V2_HEADER,
        credentials.substring(0, colon),
        credentials.substring(colon + 1),
        date);
  }

  Authenticated authenticateQuery(Request request, QueryParameters query) throws S3Exception {
    requireEnabled();
    String expires = query.first(EXPIRES).orElse("");
    long end;
    try {
      end = Long.parseLong(expires);
    } catch (NumberFormatException e) {
      throw S3Error.ACCESS_DENIED.exception(
          "Invalid date (should be seconds since epoch): " + expires);
    }
    Instant now = clock.instant();
    if (now.getEpochSecond() >= end) {
      throw S3Error.ACCESS_DENIED
          .exception("Request has expired.")
          .with("Expires", expires)
          .with("ServerTime", SigningTime.of(now).instant().toString());
    }
    return verified(
        request,
        Scheme.SIGNATURE_V2_QUERY,
        query.first(ACCESS_KEY).orElse(""),
        query.first(SIGNATURE).orElse(""),
        expires);
  }

  private Authenticated verified(
      Request request, Scheme scheme, String accessKey, String signature, String date)
      throws S3Exception {
    User user = verifier.user(accessKey);
    String path = request.rawPath();
    String text = SignatureV2.stringToSign(request, date, path);
    boolean matches = SignatureV2.matches(user.secretKey(), text, signature);
    if (!matches && path.lastIndexOf('/') == 0) {
      // Some clients, botocore among them, sign the path of a bucket with a slash at its end.
      String slashed = SignatureV2.stringToSign(request, date, path + "/");
      matches = SignatureV2.matches(user.secretKey(), slashed, signature);
    }
    if (!matches) {
      throw SignatureVerifier.mismatch(accessKey, text, signature);
    }
    return new Authenticated(
        Optional.of(user), scheme, Payloads.open(request, Payloads.Signatures.VERIFIED));
  }

  private void requireEnabled() throws S3Exception {
    if (!settings.signatureV2()) {
      throw S3Error.INVALID_REQUEST.exception(
          "The authorization mechanism you have provided is not supported. Please use"
              + " AWS4-HMAC-SHA256.");
    }
  }
}
