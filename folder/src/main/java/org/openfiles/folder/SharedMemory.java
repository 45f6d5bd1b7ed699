package org.openfiles.folder;

import java.time.InstantSource;

/// What all folders of a node share, so that its memory is bounded however many they are.
record SharedMemory(
    HashLanes lanes,
    RecentMap<MetadataCache.Name, MetadataCache.Known> metadata,
    TokenCache tokens) {
  /// The sorted names of about a million files.
  private static final long LISTING_BYTES = 32 << 20;

  static SharedMemory of(FolderOptions options, InstantSource clock) {
    return new SharedMemory(
        HashLanes.forThisMachine(),
        new RecentMap<>(options.cacheEntries()),
        new TokenCache(clock, LISTING_BYTES));
  }
}
