package org.openfiles.door.s3;

import java.util.Locale;
import java.util.Set;
import org.openfiles.door.s3.request.Query;
import org.openfiles.http.Headers;

/// Headers that travel in the query of a presigned URL: SDKs move `x-amz-*` headers there, and S3
/// takes them for headers.
final class PresignedHeaders {
  private static final String PREFIX = "x-amz-";

  /// The parameters of the signature itself (AWS Signature Version 4, query parameters).
  private static final Set<String> OF_THE_SIGNATURE =
      Set.of(
          "x-amz-algorithm",
          "x-amz-credential",
          "x-amz-date",
          "x-amz-expires",
          "x-amz-signedheaders",
          "x-amz-signature",
          "x-amz-security-token",
          "x-amz-content-sha256");

  private PresignedHeaders() {}

  /// The headers of a request with those that its query carries. A real header wins.
  static Headers merge(Headers sent, Query query) {
    Headers.Builder merged = null;
    for (String name : query.names()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith(PREFIX)
          && !OF_THE_SIGNATURE.contains(lower)
          && !isOfNoBody(lower)
          && !sent.contains(lower)) {
        merged = merged == null ? sent.toBuilder() : merged;
        merged.add(lower, query.first(name).orElseThrow());
      }
    }
    return merged == null ? sent : merged.build();
  }

  /// Some SDKs sign into a URL the checksum of the empty body that they have at that time. It says
  /// nothing of the body that will be sent.
  private static boolean isOfNoBody(String name) {
    return (name.startsWith("x-amz-checksum-") && !name.equals("x-amz-checksum-mode"))
        || name.startsWith("x-amz-sdk-");
  }

  /// Whether a query parameter is a header in disguise, or belongs to a signature.
  static boolean isOne(String parameter) {
    return parameter.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }
}
