package org.openfiles.store.azure;

import java.time.Instant;
import org.openfiles.core.ETag;
import org.openfiles.core.Slice;

/// Bytes of one state of a blob, to be copied.
///
/// @param name of the blob
/// @param etag Azure's, which it must still have
/// @param part which part of the new object they become; 0 for an object without parts
/// @param partEtag the part's
record Source(
    AzureContainer container,
    String name,
    ETag etag,
    Slice slice,
    int part,
    ETag partEtag,
    Instant lastModified) {

  static Source of(AzureReader reader) {
    BlobVersion version = reader.version();
    return new Source(
        reader.container(),
        reader.blobName(),
        version.etag(),
        reader.slice(),
        0,
        version.etag(),
        Instant.EPOCH);
  }

  /// A whole blob.
  static Source of(AzureContainer container, String name, BlobVersion version) {
    return new Source(
        container,
        name,
        version.etag(),
        new Slice(0, version.info().size()),
        0,
        version.info().etag(),
        version.info().lastModified());
  }

  /// The same as a part of what it is copied into.
  Source asPart(int number) {
    return new Source(container, name, etag, slice, number, partEtag, lastModified);
  }

  /// The same blob, fewer bytes.
  Source with(Slice replacement) {
    return new Source(container, name, etag, replacement, part, partEtag, lastModified);
  }
}
