package org.openfiles.door.s3.auth;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Headers;

/// Makes URLs that let whoever has them do one thing until they expire (signature version 4 in the
/// query, payload unsigned).
public final class Presigner {
  private final User user;
  private final String region;
  private final InstantSource clock;

  public Presigner(User user, String region, InstantSource clock) {
    this.user = user;
    this.region = region;
    this.clock = clock;
  }

  /// A signed URL.
  ///
  /// @param endpoint scheme, host and port, such as `http://127.0.0.1:9000`
  /// @param path bucket and key, unencoded, such as `/photos/2024/a b.jpg`
  /// @param parameters further parameters of the query, unencoded
  /// @param expiry one second to seven days
  /// @throws IllegalArgumentException when the expiry is anything else
  public URI presign(
      String method, URI endpoint, String path, Map<String, String> parameters, Duration expiry) {
    if (expiry.toSeconds() < 1 || expiry.toSeconds() > QueryAuthentication.EXPIRES_MAX) {
      throw new IllegalArgumentException(
          "a signed URL is good for one second to seven days expiry=" + expiry);
    }
    SigningTime time = SigningTime.of(clock.instant());
    CredentialScope scope = CredentialScope.of(user, time.date(), region);
    StringBuilder query = new StringBuilder();
    append(query, QueryAuthentication.ALGORITHM, SignatureV4.ALGORITHM);
    append(query, QueryAuthentication.CREDENTIAL, user.accessKey() + "/" + scope.scope());
    append(query, QueryAuthentication.DATE, time.text());
    append(query, QueryAuthentication.EXPIRES, Long.toString(expiry.toSeconds()));
    append(query, QueryAuthentication.SIGNED_HEADERS, "host");
    parameters.forEach((name, value) -> append(query, name, value));
    String rawPath = UriCoding.encode(path).replace("%2F", "/");
    Headers headers = Headers.of("Host", endpoint.getAuthority());
    String signature =
        sign(
            time,
            scope,
            new CanonicalRequest(
                method, rawPath, query.toString(), headers, "host", Payloads.UNSIGNED));
    append(query, CanonicalRequest.SIGNATURE_PARAMETER, signature);
    return URI.create(
        endpoint.getScheme() + "://" + endpoint.getAuthority() + rawPath + "?" + query);
  }

  private String sign(SigningTime time, CredentialScope scope, CanonicalRequest request) {
    Hasher hasher = Hasher.borrow();
    try {
      byte[] key = new SigningKeys().of(hasher, user, scope);
      byte[] signature = SignatureV4.sign(hasher, key, time, scope, request);
      return new String(signature, StandardCharsets.US_ASCII);
    } catch (S3Exception e) {
      throw new IllegalStateException("what we encoded can be decoded", e);
    } finally {
      Hasher.giveBack(hasher);
    }
  }

  private static void append(StringBuilder query, String name, String value) {
    query
        .append(query.isEmpty() ? "" : "&")
        .append(UriCoding.encode(name))
        .append('=')
        .append(UriCoding.encode(value));
  }
}
