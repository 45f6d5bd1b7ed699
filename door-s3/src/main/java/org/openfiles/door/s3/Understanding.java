package org.openfiles.door.s3;

import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Address;
import org.openfiles.door.s3.request.Operation;
import org.openfiles.door.s3.request.Query;
import org.openfiles.http.Headers;

/// Refuses requests that say more than their operation understands. What is not understood might
/// change what is meant: a bucket's configuration must not be taken for an object, nor an encrypted
/// upload for a plain one.
final class Understanding {
  /// Parameters that say how a request is signed, or nothing.
  private static final Set<String> HARMLESS_PARAMETERS =
      Set.of("x-id", "AWSAccessKeyId", "Signature", "Expires");

  /// Headers that say how a request is signed and sent, or nothing to us.
  private static final Set<String> HARMLESS_HEADERS =
      Set.of(
          "x-amz-date",
          "x-amz-content-sha256",
          "x-amz-security-token",
          "x-amz-decoded-content-length",
          "x-amz-trailer",
          "x-amz-user-agent",
          "x-amz-request-payer",
          "x-amz-expected-bucket-owner",
          "x-amz-api-version",
          "x-amz-invocation-id",
          "x-amz-cf-id",
          "x-amz-id-2",
          "x-amz-te");

  private static final String AMAZON = "x-amz-";
  private static final String COPY_SOURCE = "x-amz-copy-source";

  private Understanding() {}

  static void check(Route route, Query query, Headers headers) throws S3Exception {
    for (String name : query.names()) {
      if (!route.parameters().contains(name)
          && !route.subresources().contains(name)
          && !HARMLESS_PARAMETERS.contains(name)
          && !PresignedHeaders.isOne(name)) {
        throw unknownParameter(route, name, query.first(name).orElse(""));
      }
    }
    UnknownHeader unknown = new UnknownHeader(route);
    headers.forEach(unknown);
    if (unknown.name.equalsIgnoreCase(COPY_SOURCE)) {
      throw S3Exception.argument(
          "You can only specify a copy source header for copy requests.",
          COPY_SOURCE,
          headers.first(COPY_SOURCE).orElse(""));
    }
    if (!unknown.name.isEmpty()) {
      throw S3Error.NOT_IMPLEMENTED.exception(
          route.operation().apiName() + " with the header " + unknown.name + " is not implemented");
    }
  }

  private static S3Exception unknownParameter(Route route, String name, String value)
      throws S3Exception {
    if (route.scope() == Address.Scope.OBJECT) {
      switch (name) {
        case "uploads" ->
            throw S3Error.INVALID_REQUEST.exception(
                "Key is not expected for the " + route.method() + " method ?uploads subresource");
        case "versions" ->
            throw S3Error.INVALID_REQUEST.exception(
                "There is no such thing as the ?versions sub-resource for a key");
        case "partNumber" -> {
          if (route.operation() == Operation.PUT_OBJECT) {
            throw S3Exception.argument(
                "This operation does not accept partNumber without uploadId", name, value);
          }
        }
        default -> {
          // of no operation on this address
        }
      }
    }
    return S3Error.NOT_IMPLEMENTED.exception(
        route.operation().apiName() + " with the query parameter " + name + " is not implemented");
  }

  /// Looks for a header that the operation does not understand.
  private static final class UnknownHeader implements BiConsumer<String, String> {
    private final Route route;
    private String name = "";

    UnknownHeader(Route route) {
      this.route = route;
    }

    @Override
    public void accept(String header, String value) {
      // Cheap for the headers of other names, which are nearly all there are.
      if (header.regionMatches(true, 0, AMAZON, 0, AMAZON.length())
          && !isUnderstood(route, header.toLowerCase(Locale.ROOT))) {
        name = header;
      }
    }
  }

  /// The AWS SDK for Java sends the checksum of no bytes with requests that have none.
  private static boolean hasBody(Route route) {
    return route.method().equals("PUT") || route.method().equals("POST");
  }

  private static boolean isUnderstood(Route route, String header) {
    if (HARMLESS_HEADERS.contains(header)
        || route.headers().contains(header)
        || route.selector().equals(header)
        || (header.startsWith("x-amz-checksum-") && !hasBody(route))
        || header.startsWith("x-amz-meta-")
        || header.startsWith("x-amz-sdk-")) {
      return true;
    }
    for (String understood : route.headers()) {
      if (understood.endsWith("*")
          && header.startsWith(understood.substring(0, understood.length() - 1))) {
        return true;
      }
    }
    return false;
  }
}
