package org.openfiles.door.s3.multipart;

import java.io.IOException;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.PartInfo;
import org.openfiles.door.s3.checksum.RequestedChecksum;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.ChecksumText;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.UploadLimit;
import org.openfiles.door.s3.request.UploadedContent;
import org.openfiles.http.Headers;
import org.openfiles.http.Response;

/// UploadPart: one part, in the place of an earlier one of its number. It always has the checksum
/// that its upload is of.
public final class UploadPart implements Endpoint {
  private final UploadLimit limit;

  public UploadPart(UploadLimit limit) {
    this.limit = limit;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    PartAddress part = PartAddress.of(request);
    UploadAttributes attributes =
        UploadAttributes.of(request.multipartStore().upload(request.key(), part.upload()));
    UploadedContent content = UploadedContent.of(request, limit, checksum(request, attributes));
    PartInfo info =
        request
            .multipartStore()
            .putPart(request.key(), part.upload(), part.number(), content, content.md5());
    Headers.Builder headers = Headers.builder().add("ETag", info.etag().quoted());
    ChecksumText.addPart(headers, info.checksums());
    return Response.of(200, headers.build());
  }

  private static RequestedChecksum checksum(S3Request request, UploadAttributes attributes)
      throws S3Exception {
    RequestedChecksum requested = RequestedChecksum.of(request.headers());
    if (attributes.algorithm().isEmpty()) {
      return requested;
    }
    ChecksumAlgorithm wanted = attributes.algorithm().get();
    // A checksum over checksums needs those that the client knows; one of all bytes does not.
    RequestedChecksum checksum =
        attributes.scope() == Checksum.Scope.COMPOSITE ? requested : requested.orElse(wanted);
    if (!checksum.algorithm().equals(attributes.algorithm())) {
      throw S3Error.INVALID_REQUEST.exception(
          "Checksum Type mismatch occurred, expected checksum Type: "
              + wanted
              + ", actual checksum Type: "
              + checksum.algorithm().map(Enum::name).orElse("null"));
    }
    return checksum;
  }
}
