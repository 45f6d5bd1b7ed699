package org.openfiles.door.s3.access;

import java.util.Locale;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// What a grant of an access list allows.
enum Permission {
  READ,
  WRITE,
  READ_ACP,
  WRITE_ACP,
  FULL_CONTROL;

  boolean implies(Permission wanted) {
    return this == FULL_CONTROL || this == wanted;
  }

  /// The header that grants it, such as `x-amz-grant-read-acp`.
  String header() {
    return "x-amz-grant-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Permission parse(String text) throws S3Exception {
    for (Permission permission : values()) {
      if (permission.name().equals(text)) {
        return permission;
      }
    }
    throw S3Error.MALFORMED_ACL.exception();
  }
}
