package org.openfiles.folder;

import java.util.Optional;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.posix.FileStatus;

/// What is kept beside the bytes of one file.
///
/// @param facts empty for a file whose bytes nobody here has seen
record Document(ObjectMetadata metadata, Optional<Facts> facts) {
  static final Document NONE = new Document(ObjectMetadata.EMPTY, Optional.empty());

  /// The part that is true of the file as it is now: another program may have changed it, or this
  /// may be a copy that it made.
  Document heldFor(FileStatus status) {
    return facts.isEmpty() || facts.get().identity().holdsFor(status)
        ? this
        : new Document(metadata, Optional.empty());
  }

  Document with(ObjectMetadata replacement) {
    return new Document(replacement, facts);
  }

  Document with(Facts replacement) {
    return new Document(metadata, Optional.of(replacement));
  }
}
