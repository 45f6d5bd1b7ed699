package org.openfiles.door.s3.request;

import java.util.Optional;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// Guards a client against a bucket that has come to belong to somebody else.
public final class ExpectedOwner {
  private ExpectedOwner() {}

  public static void check(Optional<String> expected, Owner owner) throws S3Exception {
    if (expected.isPresent() && !expected.get().equals(owner.id())) {
      throw S3Error.ACCESS_DENIED.exception();
    }
  }
}
