package org.openfiles.engine.content;

import java.time.Duration;

/// How the cache deals with bytes.
///
/// @param capacityBytes how much of the disk it may take
/// @param directReadBytes the clean bytes of objects from this size on are passed on from memory,
///   and kept only where there is room to spare
/// @param blockBytes what is fetched at once for a first read; a power of two
/// @param readAheadMax how far a sequential read is hurried ahead of
/// @param memoryBytes what all reads together may hold in memory ahead of their readers
/// @param dirtyWait how long a write waits for room when everything is dirty
public record ContentOptions(
    long capacityBytes,
    long directReadBytes,
    int blockBytes,
    long readAheadMax,
    long memoryBytes,
    Duration dirtyWait) {
  public static final ContentOptions DEFAULT =
      new ContentOptions(
          10L << 30, 1 << 20, 128 << 10, 32 << 20, 128 << 20, Duration.ofSeconds(30));

  public ContentOptions {
    if (capacityBytes < 1 << 20) {
      throw new IllegalArgumentException("a cache has at least 1 MiB capacity=" + capacityBytes);
    }
    if (blockBytes < 4096 || Integer.bitCount(blockBytes) != 1) {
      throw new IllegalArgumentException("a block is a power of two from 4096 on: " + blockBytes);
    }
  }

  public ContentOptions withCapacityBytes(long value) {
    return new ContentOptions(
        value, directReadBytes, blockBytes, readAheadMax, memoryBytes, dirtyWait);
  }

  public ContentOptions withDirectReadBytes(long value) {
    return new ContentOptions(
        capacityBytes, value, blockBytes, readAheadMax, memoryBytes, dirtyWait);
  }

  public ContentOptions withDirtyWait(Duration value) {
    return new ContentOptions(
        capacityBytes, directReadBytes, blockBytes, readAheadMax, memoryBytes, value);
  }
}
