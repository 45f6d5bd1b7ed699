package org.openfiles.folder;

import java.time.Duration;

/// How a folder is kept.
///
/// @param fsync whether a write returns only when it survives a power cut
/// @param cacheEntries how many objects' metadata are kept in memory, of all folders together
/// @param metadata where metadata is kept
/// @param dedupe whether equal uploads share their blocks, where the file system can do that
/// @param uploadsKept how long a multipart upload may rest before it is dropped
public record FolderOptions(
    boolean fsync, int cacheEntries, MetadataPlace metadata, boolean dedupe, Duration uploadsKept) {

  /// Where the metadata of an object is kept.
  public enum MetadataPlace {
    /// In an extended attribute of the file, or in a sidecar where that does not fit or there are
    /// none.
    AUTOMATIC,
    /// Always in a sidecar.
    SIDECAR
  }

  public static final FolderOptions DEFAULT =
      new FolderOptions(true, 10_000, MetadataPlace.AUTOMATIC, false, Duration.ofDays(7));

  public FolderOptions {
    if (cacheEntries < 0) {
      throw new IllegalArgumentException("not a number of entries: cacheEntries=" + cacheEntries);
    }
    if (uploadsKept.isNegative()) {
      throw new IllegalArgumentException("not a time to keep uploads: " + uploadsKept);
    }
  }

  public FolderOptions withFsync(boolean replacement) {
    return new FolderOptions(replacement, cacheEntries, metadata, dedupe, uploadsKept);
  }

  public FolderOptions withCacheEntries(int replacement) {
    return new FolderOptions(fsync, replacement, metadata, dedupe, uploadsKept);
  }

  public FolderOptions withMetadata(MetadataPlace replacement) {
    return new FolderOptions(fsync, cacheEntries, replacement, dedupe, uploadsKept);
  }

  public FolderOptions withDedupe(boolean replacement) {
    return new FolderOptions(fsync, cacheEntries, metadata, replacement, uploadsKept);
  }

  public FolderOptions withUploadsKept(Duration replacement) {
    return new FolderOptions(fsync, cacheEntries, metadata, dedupe, replacement);
  }
}
