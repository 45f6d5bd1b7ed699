package org.openfiles.door.s3.request;

import java.util.Optional;
import org.openfiles.core.Durability;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Headers;

/// The header that says where a change has to be before it is answered, which S3 does not have.
final class Acknowledgement {
  private static final String HEADER = "x-openfiles-ack";

  private Acknowledgement() {}

  /// Empty where it is for the volume to say.
  static Optional<Durability> of(Headers headers) throws S3Exception {
    Optional<String> given = headers.first(HEADER);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    return switch (given.get()) {
      case "journal" -> Optional.of(Durability.JOURNAL);
      case "store" -> Optional.of(Durability.STORE);
      default -> throw S3Exception.argument("It has to be journal or store", HEADER, given.get());
    };
  }
}
