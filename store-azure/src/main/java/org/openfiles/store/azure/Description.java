package org.openfiles.store.azure;

import java.util.List;
import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.ObjectMetadata;

/// Everything that is kept beside the bytes of an object.
///
/// @param partCount how many parts it was uploaded in; 0 when it was uploaded whole
/// @param made by which upload in parts
/// @param origin present once the metadata was changed
record Description(
    ObjectMetadata metadata,
    List<Checksum> checksums,
    int partCount,
    Optional<Made> made,
    Optional<Origin> origin) {

  Description {
    checksums = List.copyOf(checksums);
  }

  static Description of(ObjectMetadata metadata, List<Checksum> checksums) {
    return new Description(metadata, checksums, 0, Optional.empty(), Optional.empty());
  }

  Description with(ObjectMetadata replacement, Origin origin) {
    return new Description(replacement, checksums, partCount, made, Optional.of(origin));
  }
}
