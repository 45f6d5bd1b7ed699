package org.openfiles.engine.content;

/// What becomes of fetched bytes.
enum Keep {
  /// They go into the cache, and others out of it for them.
  BY_EVICTION,
  /// They go into the cache where there is plenty of room.
  WHERE_SPARE,
  /// They wait in memory for their reader and go.
  NOT
}
