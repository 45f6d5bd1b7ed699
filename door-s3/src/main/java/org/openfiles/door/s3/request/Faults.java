package org.openfiles.door.s3.request;

import org.openfiles.core.ErrorKind;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// What a fault is in the words of the S3 API.
public final class Faults {
  private Faults() {}

  /// The error that a fault is answered with.
  ///
  /// @param subject what the failed call was about
  public static S3Exception of(Throwable fault, S3Error.Subject subject) {
    if (fault instanceof S3Exception known) {
      return known;
    }
    ErrorKind kind = ErrorKind.of(fault);
    S3Error error = S3Error.of(kind, subject);
    return switch (kind) {
      // What was wrong is in the exception's own words, and they were written for the client.
      case BAD_REQUEST, UNSUPPORTED, CONFLICT -> new S3Exception(error, text(fault, error), fault);
      default -> new S3Exception(error, error.message(), fault);
    };
  }

  private static String text(Throwable fault, S3Error error) {
    String message = fault.getMessage();
    return message == null ? error.message() : message;
  }
}
