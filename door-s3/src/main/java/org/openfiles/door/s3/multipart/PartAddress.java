package org.openfiles.door.s3.multipart;

import org.openfiles.core.UploadId;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Numbers;
import org.openfiles.door.s3.request.S3Request;

/// Which part of which upload a request brings.
record PartAddress(UploadId upload, int number) {
  static PartAddress of(S3Request request) throws S3Exception {
    return new PartAddress(
        upload(request), Numbers.partNumber(request.query().first("partNumber").orElse("")));
  }

  /// The upload that a request names.
  static UploadId upload(S3Request request) {
    return new UploadId(request.query().first("uploadId").orElse(""));
  }
}
