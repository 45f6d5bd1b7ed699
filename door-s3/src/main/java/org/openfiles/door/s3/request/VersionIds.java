package org.openfiles.door.s3.request;

import java.util.Optional;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// Version ids of buckets that keep no versions: each object has the one version `null`.
public final class VersionIds {
  public static final String NULL = "null";

  private VersionIds() {}

  /// Of the query parameter `versionId`, for reading.
  public static void requireNull(Query query) throws S3Exception {
    Optional<String> versionId = query.first("versionId");
    if (versionId.isPresent()) {
      requireNull(versionId.get());
    }
  }

  public static void requireNull(String versionId) throws S3Exception {
    requireNotEmpty(versionId);
    if (!versionId.equals(NULL)) {
      throw S3Error.NO_SUCH_VERSION.exception().with("VersionId", versionId);
    }
  }

  public static void requireNotEmpty(String versionId) throws S3Exception {
    if (versionId.isEmpty()) {
      throw S3Exception.argument("Version id cannot be the empty string", "versionId", versionId);
    }
  }
}
