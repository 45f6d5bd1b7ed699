package org.openfiles.core;

import java.time.Instant;
import java.util.List;

/// One part, uploaded and kept, or of a completed object. Numbers go from 1 to 10,000.
public record PartInfo(
    int number, long size, ETag etag, Instant lastModified, List<Checksum> checksums) {
  public PartInfo {
    checksums = List.copyOf(checksums);
  }
}
