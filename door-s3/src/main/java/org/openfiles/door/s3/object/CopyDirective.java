package org.openfiles.door.s3.object;

import java.util.Optional;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.S3Request;

/// Whether a copy takes something over from its source or from its request.
enum CopyDirective {
  COPY,
  REPLACE;

  /// @param subject `metadata` or `tagging`
  static CopyDirective of(S3Request request, String subject) throws S3Exception {
    String name = "x-amz-" + subject + "-directive";
    Optional<String> value = request.header(name);
    return switch (value.orElse("COPY")) {
      case "COPY" -> COPY;
      case "REPLACE" -> REPLACE;
      default ->
          throw S3Exception.argument("Unknown " + subject + " directive.", name, value.get());
    };
  }
}
