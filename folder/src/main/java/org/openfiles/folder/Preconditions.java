package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;

/// Whether a precondition holds of what is at a key.
final class Preconditions {
  private Preconditions() {}

  /// @throws NoSuchFileException when the condition asks for an object and there is none
  static void check(Key key, Precondition precondition, Optional<ObjectInfo> present)
      throws IOException {
    boolean holds =
        switch (precondition) {
          case Precondition.None _ -> true;
          case Precondition.Absent _ -> present.isEmpty();
          case Precondition.Exists _ -> required(key, present) != null;
          case Precondition.Matches matches -> required(key, present).etag().equals(matches.etag());
        };
    if (!holds) {
      throw failed(key, precondition);
    }
  }

  static void check(Key key, Precondition precondition, Lookup lookup) throws IOException {
    if (!(precondition instanceof Precondition.None)) {
      check(key, precondition, lookup.info(key));
    }
  }

  static PreconditionFailedException failed(Key key, Precondition precondition) {
    return new PreconditionFailedException(key.value(), "not so: " + precondition);
  }

  private static ObjectInfo required(Key key, Optional<ObjectInfo> present)
      throws NoSuchFileException {
    return present.orElseThrow(() -> new NoSuchFileException(key.value()));
  }
}
