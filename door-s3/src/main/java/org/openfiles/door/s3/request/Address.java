package org.openfiles.door.s3.request;

import java.util.List;
import java.util.Locale;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.PercentCode;

/// What a request is about: the service, a bucket, or a key in a bucket. Both texts are decoded
/// once and otherwise as the client sent them; empty where there is none.
public record Address(String bucket, String key) {

  /// What a request is about, in kind.
  public enum Scope {
    SERVICE,
    BUCKET,
    OBJECT
  }

  /// Reads the bucket from a host below one of the base domains (virtual-hosted style), else from
  /// the first segment of the path (path style). All that follows the one slash is the key.
  public static Address of(String rawPath, String host, List<String> domains) throws S3Exception {
    if (!rawPath.startsWith("/")) {
      throw S3Error.INVALID_URI.exception();
    }
    String hosted = hostedBucket(host, domains);
    if (!hosted.isEmpty()) {
      return new Address(hosted, decode(rawPath.substring(1)));
    }
    int slash = rawPath.indexOf('/', 1);
    return slash < 0
        ? new Address(decode(rawPath.substring(1)), "")
        : new Address(decode(rawPath.substring(1, slash)), decode(rawPath.substring(slash + 1)));
  }

  public Scope scope() {
    return bucket.isEmpty() ? Scope.SERVICE : key.isEmpty() ? Scope.BUCKET : Scope.OBJECT;
  }

  private static String hostedBucket(String host, List<String> domains) throws S3Exception {
    String name = withoutPort(host).toLowerCase(Locale.ROOT);
    String longest = "";
    for (String domain : domains) {
      if (name.equals(domain)) {
        return "";
      }
      if (domain.length() > longest.length()
          && name.length() > domain.length() + 1
          && name.endsWith(domain)
          && name.charAt(name.length() - domain.length() - 1) == '.') {
        longest = domain;
      }
    }
    return longest.isEmpty() ? "" : name.substring(0, name.length() - longest.length() - 1);
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
  }

  private static String decode(String encoded) throws S3Exception {
    return PercentCode.decode(encoded).orElseThrow(() -> S3Error.INVALID_URI.exception());
  }
}
