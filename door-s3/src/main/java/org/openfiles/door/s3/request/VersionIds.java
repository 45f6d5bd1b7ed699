package org.openfiles.door.s3.request;

import java.util.Optional;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// Version ids of buckets that keep no versions: each object has the one version `null`.
public final class VersionIds {
  public static final String NULL = "null";

  private VersionIds() {}

  /// Of the query parameter `versionId`, for reading.
  public static void requireNull(Query query) {
    query.first("versionId").ifPresent(VersionIds::requireNull);
  }

  public static void requireNull(String versionId) {
    if (versionId.isEmpty()) {
      throw S3Error.INVALID_ARGUMENT.exception("Version id cannot be the empty string");
    }
    if (!versionId.equals(NULL)) {
      throw S3Error.NO_SUCH_VERSION.exception();
    }
  }

  /// Whether it is given and names a version that no object has, so that deleting it deletes nothing.
  public static boolean isUnknown(Optional<String> versionId) {
    return versionId.isPresent() && !versionId.get().equals(NULL);
  }
}
