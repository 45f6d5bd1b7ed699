package org.openfiles.door.s3;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.openfiles.core.ErrorKind;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Faults;
import org.openfiles.door.s3.xml.ErrorDocument;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Headers;
import org.openfiles.http.Response;
import org.openfiles.http.ResponseBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns faults into error documents. A fault of ours is logged here, once, under the id that the
/// client is told.
final class ErrorAnswers {
  private static final Logger log = LoggerFactory.getLogger(S3Door.class);

  private final String hostId;

  ErrorAnswers(String hostId) {
    this.hostId = hostId;
  }

  Response of(Exception fault, Served served) {
    S3Exception error = translate(fault, served);
    served.failed(error.error().code());
    if (error.error() == S3Error.INTERNAL_ERROR && fault != error) {
      log.error(
          "request failed id={} method={} path={}",
          served.id(),
          served.request().method(),
          served.request().rawPath(),
          fault);
    }
    return document(error, served.request().rawPath(), served.id());
  }

  Response document(S3Exception error, String resource, String id) {
    Headers.Builder headers = Headers.builder().add("Content-Type", XmlWriter.CONTENT_TYPE);
    if (error.error() == S3Error.INVALID_RANGE) {
      detail(error, "ActualObjectSize")
          .ifPresent(size -> headers.add("Content-Range", "bytes */" + size));
    }
    return Response.of(
        error.error().status(),
        headers.build(),
        ResponseBody.bytes(ErrorDocument.of(error, resource, id, hostId)));
  }

  private static Optional<String> detail(S3Exception error, String name) {
    for (S3Exception.Detail detail : error.details()) {
      if (detail.name().equals(name)) {
        return Optional.of(detail.value());
      }
    }
    return Optional.empty();
  }

  private static S3Exception translate(Exception fault, Served served) {
    IOException ofTheBody = served.request().failure();
    if (ofTheBody != null && !(fault instanceof S3Exception)) {
      return unreadable(ofTheBody);
    }
    return Faults.of(fault, subject(fault, served));
  }

  private static S3Exception unreadable(IOException ofTheBody) {
    return switch (ofTheBody) {
      case EOFException e -> because(S3Error.INCOMPLETE_BODY, e);
      case SocketTimeoutException e -> because(S3Error.REQUEST_TIMEOUT, e);
      default ->
          new S3Exception(
              S3Error.INVALID_REQUEST, "The body of the request could not be read.", ofTheBody);
    };
  }

  private static S3Exception because(S3Error error, IOException cause) {
    return new S3Exception(error, error.message(), cause);
  }

  private static S3Error.Subject subject(Exception fault, Served served) {
    if (served.address().key().isEmpty()) {
      return S3Error.Subject.BUCKET;
    }
    boolean uploading =
        served.operation().isPresent()
            && switch (served.operation().get()) {
              case PUT_OBJECT, UPLOAD_PART, POST_OBJECT -> true;
              default -> false;
            };
    return uploading && ErrorKind.of(fault) == ErrorKind.CORRUPT
        ? S3Error.Subject.UPLOADED_BYTES
        : S3Error.Subject.OBJECT;
  }
}
