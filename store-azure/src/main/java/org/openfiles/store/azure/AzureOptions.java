package org.openfiles.store.azure;

import java.time.Duration;

/// Which container, and how patiently.
///
/// @param container must exist
/// @param connectTimeout how long a connection may take to come about
/// @param responseTimeout how long the service may be silent, in an answer or before it
/// @param tries how often a call that may be repeated is made before it fails
/// @param blockBytes objects up to this size are written by one call, larger ones in blocks of it;
///   each write under way holds one in memory
public record AzureOptions(
    AzureAccount account,
    String container,
    Duration connectTimeout,
    Duration responseTimeout,
    int tries,
    int blockBytes) {
  private static final int MIB = 1 << 20;

  public AzureOptions {
    if (tries < 1) {
      throw new IllegalArgumentException("a call is tried once at least: tries=" + tries);
    }
    if (blockBytes < 64 * 1024 || blockBytes > 256 * MIB) {
      throw new IllegalArgumentException("a block has 64 KiB to 256 MiB: blockBytes=" + blockBytes);
    }
  }

  public AzureOptions(AzureAccount account, String container) {
    this(account, container, Duration.ofSeconds(10), Duration.ofSeconds(60), 4, 8 * MIB);
  }

  public AzureOptions withBlockBytes(int replacement) {
    return new AzureOptions(
        account, container, connectTimeout, responseTimeout, tries, replacement);
  }
}
