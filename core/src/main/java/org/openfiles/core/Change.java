package org.openfiles.core;

import java.time.Instant;
import java.util.Optional;

/// Something that happened to a volume, here or in its store.
///
/// @param sequence ascending within a volume, with gaps
/// @param path where it happened, absolute
/// @param target for a rename the new path, for a conflict where the version that gave way is kept
/// @param version the etag of the store's version that came of it, where there is one
public record Change(
    long sequence,
    Instant time,
    Caller caller,
    Kind kind,
    String path,
    Optional<String> target,
    Optional<ETag> version) {

  /// What happened. The doors' words for it are the lower case names.
  public enum Kind {
    /// A new entry.
    CREATED,
    /// New bytes, whole as of then.
    WRITTEN,
    /// Mode, owner, times or extended attributes.
    CHANGED,
    RENAMED,
    REMOVED,
    /// The store has what was changed here.
    EXPORTED,
    /// Somebody else made an object in the store.
    APPEARED,
    /// Somebody else changed an object in the store.
    IMPORTED,
    /// Somebody else deleted an object in the store.
    VANISHED,
    CONFLICT
  }
}
