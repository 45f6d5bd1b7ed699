package org.openfiles.core;

import java.util.Optional;
import java.util.Set;

/// A whole object to be written at a key.
///
/// @param md5 what the MD5 of the bytes must be; another one is a [CorruptDataException]
/// @param checksums for content that is [Content.Stored], which checksums the copy is to have;
///   those that the source does not know are computed
public record PutRequest(
    Key key,
    Content content,
    ObjectMetadata metadata,
    Precondition precondition,
    Optional<Checksum> md5,
    Set<ChecksumAlgorithm> checksums) {

  public PutRequest(Key key, Content content, ObjectMetadata metadata) {
    this(key, content, metadata, Precondition.NONE, Optional.empty(), Set.of());
  }
}
