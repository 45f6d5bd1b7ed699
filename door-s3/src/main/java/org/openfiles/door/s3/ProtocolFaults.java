package org.openfiles.door.s3;

import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// What the faults of HTTP itself are in the words of the S3 API.
final class ProtocolFaults {
  private ProtocolFaults() {}

  static S3Exception of(int status, String reason) {
    S3Error error =
        switch (status) {
          case 408 -> S3Error.REQUEST_TIMEOUT;
          case 414 -> S3Error.INVALID_URI;
          case 431 -> S3Error.REQUEST_HEADER_SECTION_TOO_LARGE;
          case 501 -> S3Error.NOT_IMPLEMENTED;
          case 503 -> S3Error.SERVICE_UNAVAILABLE;
          case 505 -> S3Error.HTTP_VERSION_NOT_SUPPORTED;
          default -> status < 500 ? S3Error.INVALID_REQUEST : S3Error.INTERNAL_ERROR;
        };
    return error.exception(error == S3Error.INTERNAL_ERROR ? error.message() : reason);
  }
}
