package org.openfiles.folder;

import java.util.List;
import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.ETag;
import org.openfiles.core.PartInfo;
import org.openfiles.core.UploadId;

/// What is known of the bytes of a file. It holds as long as the identity does.
///
/// @param partCount how many parts the object was uploaded in; 0 when it was uploaded whole
/// @param parts these parts, with the numbers that they were uploaded with; empty when they are
///   many, and kept apart
/// @param upload the multipart upload that made it
record Facts(
    Identity identity,
    ETag etag,
    List<Checksum> checksums,
    int partCount,
    List<PartInfo> parts,
    Optional<UploadId> upload) {
  Facts {
    checksums = List.copyOf(checksums);
    parts = List.copyOf(parts);
  }

  static Facts whole(Identity identity, ETag etag, List<Checksum> checksums) {
    return new Facts(identity, etag, checksums, 0, List.of(), Optional.empty());
  }

  Facts with(Identity replacement) {
    return new Facts(replacement, etag, checksums, partCount, parts, upload);
  }

  Facts withParts(List<PartInfo> replacement) {
    return new Facts(identity, etag, checksums, partCount, replacement, upload);
  }

  boolean hasPartsApart() {
    return parts.size() < partCount;
  }
}
