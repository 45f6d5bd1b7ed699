package org.openfiles.core;

import java.time.Instant;
import java.util.Optional;

/// How a file stands to the object that it is.
public sealed interface EntryState {
  /// The store has it as it is here; empty for what is no object, such as a directory without a
  /// marker.
  record Clean(Optional<ETag> base) implements EntryState {}

  /// It was changed here, and the store will have it later.
  ///
  /// @param base the version that the change was made to; empty for a new file
  /// @param since when the oldest change that the store doesn't have was made
  record Dirty(Optional<ETag> base, Instant since) implements EntryState {}

  /// It lost a conflict, or lies where nothing is exported from.
  record LocalOnly() implements EntryState {}
}
