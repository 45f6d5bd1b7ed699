package org.openfiles.door.s3.multipart;

import java.io.IOException;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.http.HttpDate;
import org.openfiles.http.Response;

/// AbortMultipartUpload: drops the parts of an upload.
public final class AbortMultipartUpload implements Endpoint {

  @Override
  public Response answer(S3Request request) throws IOException {
    UploadId id = PartAddress.upload(request);
    String expected = request.header("x-amz-if-match-initiated-time").orElse("");
    if (!expected.isEmpty()) {
      requireInitiated(request.multipartStore().upload(request.key(), id), expected);
    }
    request.multipartStore().abort(request.key(), id);
    return Response.of(204);
  }

  private static void requireInitiated(Upload upload, String expected) throws S3Exception {
    if (!HttpDate.format(upload.started()).equals(expected)) {
      throw S3Error.PRECONDITION_FAILED
          .exception()
          .with("Condition", "x-amz-if-match-initiated-time");
    }
  }
}
