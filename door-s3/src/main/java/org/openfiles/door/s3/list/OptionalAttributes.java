package org.openfiles.door.s3.list;

import java.util.Optional;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.S3Request;

/// The header `x-amz-optional-object-attributes`, whose one value asks after the state of a
/// restore. No object here is ever away, so there is nothing to be told of it.
final class OptionalAttributes {
  private static final String NAME = "x-amz-optional-object-attributes";

  private OptionalAttributes() {}

  static void require(S3Request request) throws S3Exception {
    Optional<String> value = request.header(NAME);
    if (value.isPresent() && !value.get().equals("RestoreStatus")) {
      throw S3Exception.argument("Invalid attribute name specified", NAME, value.get());
    }
  }
}
