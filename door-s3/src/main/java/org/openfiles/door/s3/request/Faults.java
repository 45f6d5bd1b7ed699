package org.openfiles.door.s3.request;

import java.util.HexFormat;
import org.openfiles.core.DigestMismatchException;
import org.openfiles.core.ErrorKind;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a fault is in the words of the S3 API.
public final class Faults {
  private static final Logger log = LoggerFactory.getLogger(Faults.class);

  private Faults() {}

  /// The error that a fault is answered with.
  ///
  /// @param subject what the failed call was about
  public static S3Exception of(Throwable fault, S3Error.Subject subject) {
    if (fault instanceof S3Exception known) {
      return known;
    }
    if (fault instanceof DigestMismatchException mismatch
        && subject == S3Error.Subject.UPLOADED_BYTES) {
      return badDigest(mismatch);
    }
    ErrorKind kind = ErrorKind.of(fault);
    S3Error error = S3Error.of(kind, subject);
    return switch (kind) {
      // What was wrong is in the exception's own words, and they were written for the client.
      case BAD_REQUEST, UNSUPPORTED, CONFLICT -> new S3Exception(error, text(fault, error), fault);
      // It is not the client's key that lacks a right: whoever runs the server has to look.
      case ACCESS_DENIED ->
          new S3Exception(error, "The server has no permission to do this in the bucket.", fault);
      case READ_ONLY -> new S3Exception(error, "The bucket is read-only for the server.", fault);
      default -> new S3Exception(error, error.message(), fault);
    };
  }

  /// As [#of], for a fault that does not reach the door because the answer goes on: one of ours is
  /// logged here, under the id that the client is told.
  public static S3Exception told(Throwable fault, S3Error.Subject subject, S3Request request) {
    S3Exception error = of(fault, subject);
    if (error.error() == S3Error.INTERNAL_ERROR && error != fault) {
      log.error(
          "request failed id={} operation={} path={}",
          request.id(),
          request.operation().apiName(),
          request.http().rawPath(),
          fault);
    }
    return error;
  }

  /// S3 says the expected digest in hexadecimal, and the calculated one as the header has it.
  private static S3Exception badDigest(DigestMismatchException fault) {
    return new S3Exception(S3Error.BAD_DIGEST, S3Error.BAD_DIGEST.message(), fault)
        .with("ExpectedDigest", HexFormat.of().formatHex(fault.announced().bytes()))
        .with("CalculatedDigest", fault.actual().base64());
  }

  private static String text(Throwable fault, S3Error error) {
    String message = fault.getMessage();
    return message == null ? error.message() : message;
  }
}
