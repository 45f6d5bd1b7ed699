package org.openfiles.core;

import java.time.Instant;
import java.util.List;

/// One version of an object, without its bytes.
///
/// @param partCount how many parts it was uploaded in; 0 when it was uploaded whole
public record ObjectInfo(
    Key key,
    long size,
    ETag etag,
    Instant lastModified,
    ObjectMetadata metadata,
    List<Checksum> checksums,
    int partCount) {
  public ObjectInfo {
    checksums = List.copyOf(checksums);
  }
}
