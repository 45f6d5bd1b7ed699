package org.openfiles.engine;

import java.time.Duration;

/// How a bucket is kept as a file tree.
///
/// @param prefix what the keys of this volume begin with: empty, or ending in `/`
/// @param exportWindow how long a file rests before it is exported; zero exports before the
///   acknowledgement
/// @param listingTtl how long a listing counts as fresh
/// @param capacityBytes how much of the disk the content cache may take
/// @param prefetchBytes files up to this size are fetched when their directory is first listed
/// @param directReadBytes reads of files from this size on go to the store without being cached
/// @param expiry how long content that nobody reads is kept
public record VolumeOptions(
    String prefix,
    Duration exportWindow,
    Duration listingTtl,
    long capacityBytes,
    long prefetchBytes,
    long directReadBytes,
    Duration expiry) {
  public static final VolumeOptions DEFAULT =
      new VolumeOptions(
          "",
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          10L << 30,
          128 << 10,
          1 << 20,
          Duration.ofDays(30));

  public VolumeOptions {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("the prefix of a volume ends with /: " + prefix);
    }
  }

  public VolumeOptions withPrefix(String value) {
    return new VolumeOptions(
        value, exportWindow, listingTtl, capacityBytes, prefetchBytes, directReadBytes, expiry);
  }

  public VolumeOptions withExportWindow(Duration value) {
    return new VolumeOptions(
        prefix, value, listingTtl, capacityBytes, prefetchBytes, directReadBytes, expiry);
  }

  public VolumeOptions withListingTtl(Duration value) {
    return new VolumeOptions(
        prefix, exportWindow, value, capacityBytes, prefetchBytes, directReadBytes, expiry);
  }

  public VolumeOptions withCapacityBytes(long value) {
    return new VolumeOptions(
        prefix, exportWindow, listingTtl, value, prefetchBytes, directReadBytes, expiry);
  }
}
