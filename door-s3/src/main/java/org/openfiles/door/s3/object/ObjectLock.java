package org.openfiles.door.s3.object;

import java.util.List;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.S3Request;

/// Object Lock on buckets that were all made without it, which S3 answers so. What asks for a lock
/// is refused, since nothing here would hold it.
public final class ObjectLock {
  private static final List<String> HEADERS =
      List.of(
          "x-amz-object-lock-mode",
          "x-amz-object-lock-retain-until-date",
          "x-amz-object-lock-legal-hold");

  private ObjectLock() {}

  /// The retention and the legal hold of an object, be they asked for or set.
  public static Endpoint missing() {
    return request -> {
      request.store().head(request.key());
      throw missingConfiguration();
    };
  }

  /// Setting the configuration of a bucket.
  public static Endpoint refusal() {
    return request -> {
      throw S3Error.INVALID_BUCKET_STATE.exception(
          "Object Lock configuration cannot be enabled on existing buckets");
    };
  }

  /// Refuses a write whose headers ask for a lock.
  static void refuse(S3Request request) throws S3Exception {
    for (String name : HEADERS) {
      if (request.headers().contains(name)) {
        throw missingConfiguration();
      }
    }
  }

  private static S3Exception missingConfiguration() {
    return S3Error.INVALID_REQUEST.exception("Bucket is missing ObjectLockConfiguration");
  }
}
