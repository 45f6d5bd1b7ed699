package org.openfiles.door.s3.access;

import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// Whom the objects in a bucket belong to (S3 user guide, "Controlling ownership of objects").
enum Ownership {
  /// Everything is the bucket owner's, and there are no access lists.
  ENFORCED("BucketOwnerEnforced"),
  /// What is uploaded with `bucket-owner-full-control` is the bucket owner's.
  PREFERRED("BucketOwnerPreferred"),
  /// What somebody uploads is theirs.
  WRITER("ObjectWriter");

  private final String text;

  Ownership(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  static Ownership parse(String text) throws S3Exception {
    for (Ownership ownership : values()) {
      if (ownership.text.equals(text)) {
        return ownership;
      }
    }
    throw S3Error.MALFORMED_XML.exception();
  }
}
