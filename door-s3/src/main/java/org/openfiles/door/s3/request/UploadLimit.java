package org.openfiles.door.s3.request;

import java.util.OptionalLong;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// How many bytes one request may bring.
public record UploadLimit(long bytesMax) {

  /// Refuses a request that announces too many, or that announces none at all and is not chunked.
  void check(S3Request request) throws S3Exception {
    if (request.headers().contains("content-range")) {
      // RFC 9110 section 14.4: a part must not be taken for the whole.
      throw S3Error.NOT_IMPLEMENTED.exception(
          "Partial uploads (Content-Range) are not implemented");
    }
    OptionalLong length = request.payload().length();
    if (length.isPresent() && length.getAsLong() > bytesMax) {
      throw tooLarge(length.getAsLong());
    }
    if (length.orElse(0) == 0
        && !request.http().headers().contains("content-length")
        && !request.http().headers().contains("transfer-encoding")) {
      throw S3Error.MISSING_CONTENT_LENGTH.exception();
    }
  }

  public S3Exception tooLarge(long bytes) {
    return S3Error.ENTITY_TOO_LARGE
        .exception()
        .with("ProposedSize", Long.toString(bytes))
        .with("MaxSizeAllowed", Long.toString(bytesMax));
  }
}
