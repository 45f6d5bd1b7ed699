package org.openfiles.engine;

import java.time.Duration;
import java.util.List;

/// How a bucket is kept as a file tree.
///
/// @param prefix what the keys of this volume begin with: empty, or ending in `/`
/// @param exportWindow how long a file rests before it is exported; zero exports before the
///   acknowledgement
/// @param listingTtl how long a listing counts as fresh
/// @param capacityBytes how much of the disk the content cache may take
/// @param directReadBytes reads of files from this size on go to the store without being cached
/// @param expiry how long content that nobody reads is kept
/// @param dirtyWait how long a write waits for room that exports make, before the volume is full
/// @param importRules what is fetched ahead, by prefix; the most specific rule holds, and one for
///   the root is there always
/// @param conflictRules who gives way in a conflict, by prefix; in the same way
public record VolumeOptions(
    String prefix,
    Duration exportWindow,
    Duration listingTtl,
    long capacityBytes,
    long directReadBytes,
    Duration expiry,
    Duration dirtyWait,
    List<ImportRule> importRules,
    List<ConflictRule> conflictRules) {
  public static final VolumeOptions DEFAULT =
      new VolumeOptions(
          "",
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          10L << 30,
          1 << 20,
          Duration.ofDays(30),
          Duration.ofSeconds(30),
          List.of(),
          List.of());

  /// @throws IllegalArgumentException when two rules are for one prefix
  public VolumeOptions {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("the prefix of a volume ends with /: " + prefix);
    }
    importRules = PrefixRules.of(importRules, ImportRule::prefix, ImportRule.ROOT).rules();
    conflictRules = PrefixRules.of(conflictRules, ConflictRule::prefix, ConflictRule.ROOT).rules();
  }

  ImportRule importRule(String key) {
    return new PrefixRules<>(importRules, ImportRule::prefix).of(key);
  }

  ConflictRule.Policy conflictPolicy(String key) {
    return new PrefixRules<>(conflictRules, ConflictRule::prefix).of(key).policy();
  }

  public VolumeOptions withPrefix(String value) {
    return new VolumeOptions(
        value,
        exportWindow,
        listingTtl,
        capacityBytes,
        directReadBytes,
        expiry,
        dirtyWait,
        importRules,
        conflictRules);
  }

  public VolumeOptions withExportWindow(Duration value) {
    return new VolumeOptions(
        prefix,
        value,
        listingTtl,
        capacityBytes,
        directReadBytes,
        expiry,
        dirtyWait,
        importRules,
        conflictRules);
  }

  public VolumeOptions withListingTtl(Duration value) {
    return new VolumeOptions(
        prefix,
        exportWindow,
        value,
        capacityBytes,
        directReadBytes,
        expiry,
        dirtyWait,
        importRules,
        conflictRules);
  }

  public VolumeOptions withCapacityBytes(long value) {
    return new VolumeOptions(
        prefix,
        exportWindow,
        listingTtl,
        value,
        directReadBytes,
        expiry,
        dirtyWait,
        importRules,
        conflictRules);
  }

  public VolumeOptions withDirtyWait(Duration value) {
    return new VolumeOptions(
        prefix,
        exportWindow,
        listingTtl,
        capacityBytes,
        directReadBytes,
        expiry,
        value,
        importRules,
        conflictRules);
  }

  public VolumeOptions withImportRules(List<ImportRule> value) {
    return new VolumeOptions(
        prefix,
        exportWindow,
        listingTtl,
        capacityBytes,
        directReadBytes,
        expiry,
        dirtyWait,
        value,
        conflictRules);
  }

  public VolumeOptions withConflictRules(List<ConflictRule> value) {
    return new VolumeOptions(
        prefix,
        exportWindow,
        listingTtl,
        capacityBytes,
        directReadBytes,
        expiry,
        dirtyWait,
        importRules,
        value);
  }
}
