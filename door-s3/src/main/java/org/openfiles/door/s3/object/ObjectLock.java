package org.openfiles.door.s3.object;

import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.S3Request;

/// Object Lock on buckets that were all made without it, which S3 answers so. What asks for a lock
/// is refused, since nothing here would hold it.
public final class ObjectLock {
  private static final String MODE = "x-amz-object-lock-mode";
  private static final String RETAIN_UNTIL_DATE = "x-amz-object-lock-retain-until-date";
  private static final String LEGAL_HOLD = "x-amz-object-lock-legal-hold";

  private ObjectLock() {}

  /// The retention and the legal hold of an object, be they asked for or set.
  public static Endpoint missing() {
    return request -> {
      request.store().head(request.key());
      throw S3Error.INVALID_REQUEST.exception("Bucket is missing Object Lock Configuration");
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
    boolean mode = request.headers().contains(MODE);
    boolean date = request.headers().contains(RETAIN_UNTIL_DATE);
    if (mode != date) {
      throw S3Exception.argument(
          RETAIN_UNTIL_DATE + " and " + MODE + " must both be supplied.",
          mode ? RETAIN_UNTIL_DATE : MODE,
          "");
    }
    if (mode || request.headers().contains(LEGAL_HOLD)) {
      throw S3Error.INVALID_REQUEST.exception("Bucket is missing ObjectLockConfiguration");
    }
  }
}
