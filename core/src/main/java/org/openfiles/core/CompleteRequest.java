package org.openfiles.core;

import java.util.List;

/// A multipart upload to be completed.
///
/// @param parts which parts, ascending by number, each with the etag that it must have
/// @param checksums of the whole object, to be kept with it
public record CompleteRequest(
    Key key,
    UploadId id,
    List<PartReference> parts,
    List<Checksum> checksums,
    Precondition precondition) {

  /// One part as the client named it.
  public record PartReference(int number, ETag etag) {}

  public CompleteRequest {
    parts = List.copyOf(parts);
    checksums = List.copyOf(checksums);
  }
}
