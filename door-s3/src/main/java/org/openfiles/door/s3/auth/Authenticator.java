package org.openfiles.door.s3.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.openfiles.door.s3.auth.Authenticated.Scheme;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Request;

/// Finds out who sent a request.
///
/// A request without credentials is anonymous, and what such a one may do is not decided here.
/// Wrong credentials are always refused, never taken for none.
public final class Authenticator {
  private static final String V4 = SignatureV4.ALGORITHM + " ";
  private static final String TOKEN_HEADER = "x-amz-security-token";

  private final AuthSettings settings;
  private final SignatureVerifier verifier;
  private final HeaderAuthentication header;
  private final QueryAuthentication query;
  private final OldAuthentication old;

  public Authenticator(AuthSettings settings, Users users, InstantSource clock) {
    this.settings = settings;
    verifier = new SignatureVerifier(users);
    header = new HeaderAuthentication(settings, verifier, clock);
    query = new QueryAuthentication(settings, verifier, clock);
    old = new OldAuthentication(settings, verifier, clock);
  }

  /// Verifies the credentials of a request. Its payload is verified when it is read.
  public Authenticated authenticate(Request request) throws S3Exception {
    if (settings.credentials() == AuthSettings.Credentials.IGNORED) {
      return anonymous(request, Payloads.Signatures.IGNORED);
    }
    Optional<String> authorization = request.headers().first("Authorization");
    // The names of the parameters that sign contain no character that anybody escapes.
    String rawQuery = request.rawQuery();
    boolean mayBeSigned = rawQuery.contains("X-Amz-") || rawQuery.contains("Signature");
    if (!mayBeSigned) {
      return authorization.isPresent()
          ? authenticateHeader(request, authorization.get())
          : anonymous(request, Payloads.Signatures.VERIFIED);
    }
    QueryParameters parameters = QueryParameters.parse(rawQuery);
    boolean v4 = QueryAuthentication.isSigned(parameters);
    boolean v2 = OldAuthentication.isSigned(parameters);
    if (authorization.isPresent() && (v4 || v2)) {
      throw S3Exception.argument(
          "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature"
              + " query string parameter or the Authorization header should be specified",
          "Authorization",
          authorization.get());
    }
    if (v4) {
      requireNoToken(parameters.contains("X-Amz-Security-Token") || hasToken(request));
      return query.authenticate(request, parameters);
    }
    if (v2) {
      return old.authenticateQuery(request, parameters);
    }
    return authorization.isPresent()
        ? authenticateHeader(request, authorization.get())
        : anonymous(request, Payloads.Signatures.VERIFIED);
  }

  /// The same for forms, whose signature is in their fields.
  public FormAuthentication forms() {
    return new FormAuthentication(settings, verifier);
  }

  private Authenticated authenticateHeader(Request request, String authorization)
      throws S3Exception {
    if (authorization.startsWith(V4)) {
      requireNoToken(hasToken(request));
      return header.authenticate(request, authorization.substring(V4.length()));
    }
    String value = authorization.strip();
    int space = value.indexOf(' ');
    String word = space < 0 ? value : value.substring(0, space);
    if (value.isEmpty()) {
      throw S3Error.ACCESS_DENIED.exception();
    }
    if (word.equals("AWS")) {
      return old.authenticateHeader(request, value.substring(word.length()).strip());
    }
    if (word.equalsIgnoreCase("Basic") && space > 0) {
      return basic(request, value.substring(space).strip());
    }
    if (space < 0 && settings.keyOnlyAuthorization()) {
      return authenticated(request, verifier.user(value), Scheme.KEY_ONLY);
    }
    throw space < 0
        ? S3Exception.argument(
            "Authorization header is invalid -- one and only one ' ' (space) required.",
            "Authorization",
            value)
        : S3Exception.argument("Unsupported Authorization Type", "Authorization", word);
  }

  private Authenticated basic(Request request, String encoded) throws S3Exception {
    String pair;
    try {
      pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new S3Exception(
          S3Error.INVALID_ARGUMENT, "The credentials of Basic authentication are not base64.", e);
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      throw S3Error.INVALID_ARGUMENT.exception(
          "The credentials of Basic authentication are not KEY:SECRET.");
    }
    User user = verifier.user(pair.substring(0, colon));
    byte[] secret = pair.substring(colon + 1).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(secret, user.secretKey().getBytes(StandardCharsets.UTF_8))) {
      throw S3Error.ACCESS_DENIED.exception();
    }
    return authenticated(request, user, Scheme.BASIC);
  }

  private static Authenticated authenticated(Request request, User user, Scheme scheme)
      throws S3Exception {
    return new Authenticated(
        Optional.of(user), scheme, Payloads.open(request, Payloads.Signatures.VERIFIED));
  }

  private static Authenticated anonymous(Request request, Payloads.Signatures signatures)
      throws S3Exception {
    return new Authenticated(
        Optional.empty(), Scheme.ANONYMOUS, Payloads.open(request, signatures));
  }

  private static boolean hasToken(Request request) {
    return request.headers().contains(TOKEN_HEADER);
  }

  /// Users have no temporary credentials, so no token is one of ours.
  private static void requireNoToken(boolean token) throws S3Exception {
    if (token) {
      throw S3Error.INVALID_TOKEN.exception();
    }
  }
}
