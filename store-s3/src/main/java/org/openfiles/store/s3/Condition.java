package org.openfiles.store.s3;

import org.jspecify.annotations.Nullable;
import org.openfiles.core.ETag;

/// A precondition in the two forms that S3 judges.
sealed interface Condition {
  /// Goes ahead whatever is there.
  record None() implements Condition {}

  /// `If-None-Match: *`.
  record Absent() implements Condition {}

  /// `If-Match`.
  record Matches(ETag etag) implements Condition {}

  default @Nullable String ifMatch() {
    return this instanceof Matches(ETag etag) ? etag.quoted() : null;
  }

  default @Nullable String ifNoneMatch() {
    return this instanceof Absent ? "*" : null;
  }
}
