package org.openfiles.door.s3.object;

import java.util.Map;
import java.util.TreeMap;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.http.Headers;

/// The headers of an answer that whoever signed the request wants to read otherwise than they are
/// kept (`response-content-type` and so on).
record ResponseOverrides(Map<String, String> headers) {
  private static final ResponseOverrides NONE = new ResponseOverrides(Map.of());

  private static final Map<String, String> HEADERS =
      Map.of(
          "response-cache-control", "Cache-Control",
          "response-content-disposition", "Content-Disposition",
          "response-content-encoding", "Content-Encoding",
          "response-content-language", "Content-Language",
          "response-content-type", "Content-Type",
          "response-expires", "Expires");

  static ResponseOverrides of(S3Request request, Access access) throws S3Exception {
    Map<String, String> found = null;
    for (String name : request.query().names()) {
      String header = HEADERS.get(name);
      if (header != null) {
        found = found == null ? new TreeMap<>() : found;
        found.put(header, request.query().first(name).orElseThrow());
      }
    }
    if (found == null) {
      return NONE;
    }
    if (request.user().isEmpty() && !access.isOpen()) {
      throw S3Error.INVALID_REQUEST.exception(
          "Request specific response headers cannot be used for anonymous GET requests.");
    }
    return new ResponseOverrides(found);
  }

  void apply(Headers.Builder target) {
    headers.forEach(target::set);
  }
}
