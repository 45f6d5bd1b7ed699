package org.openfiles.door.s3.request;

import java.util.Optional;
import java.util.Set;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// The storage class that a client gave an object: kept and told, and of no effect on where or how
/// the bytes lie.
public final class StorageClass {
  public static final String STANDARD = "STANDARD";

  /// Under which name an object's metadata keeps it.
  public static final String PROPERTY = "s3.storage-class";

  private static final Set<String> KNOWN =
      Set.of(
          STANDARD,
          "REDUCED_REDUNDANCY",
          "STANDARD_IA",
          "ONEZONE_IA",
          "INTELLIGENT_TIERING",
          "GLACIER",
          "GLACIER_IR",
          "DEEP_ARCHIVE");

  private StorageClass() {}

  /// What the header of a write asks for.
  public static String require(Optional<String> header) throws S3Exception {
    String name = header.orElse(STANDARD);
    if (!KNOWN.contains(name)) {
      throw S3Error.INVALID_STORAGE_CLASS.exception();
    }
    return name;
  }

  public static String of(ObjectMetadata metadata) {
    return metadata.properties().getOrDefault(PROPERTY, STANDARD);
  }
}
