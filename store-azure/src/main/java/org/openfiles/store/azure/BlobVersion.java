package org.openfiles.store.azure;

import com.azure.storage.blob.models.BlobDownloadHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobItemProperties;
import com.azure.storage.blob.models.BlobProperties;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;

/// One state of a blob: the version of the object in it, and Azure's own view of it.
///
/// @param etag Azure's, which changes with the metadata too
/// @param kept the headers that Azure keeps by itself
record BlobVersion(ObjectInfo info, ETag etag, Headers kept, Description description) {

  static BlobVersion of(Key key, BlobProperties found) {
    Headers kept =
        Headers.of(
            found.getContentType(),
            found.getContentEncoding(),
            found.getContentLanguage(),
            found.getContentDisposition(),
            found.getCacheControl(),
            found.getContentMd5());
    return of(
        key,
        found.getBlobSize(),
        found.getETag(),
        found.getLastModified(),
        found.getMetadata(),
        kept);
  }

  static BlobVersion of(Key key, BlobItem item) {
    BlobItemProperties found = item.getProperties();
    Headers kept =
        Headers.of(
            found.getContentType(),
            found.getContentEncoding(),
            found.getContentLanguage(),
            found.getContentDisposition(),
            found.getCacheControl(),
            found.getContentMd5());
    return of(
        key,
        found.getContentLength(),
        found.getETag(),
        found.getLastModified(),
        item.getMetadata(),
        kept);
  }

  /// @param size of the whole blob
  static BlobVersion of(Key key, long size, BlobDownloadHeaders found) {
    Headers kept =
        Headers.of(
            found.getContentType(),
            found.getContentEncoding(),
            found.getContentLanguage(),
            found.getContentDisposition(),
            found.getCacheControl(),
            found.getBlobContentMD5());
    return of(key, size, found.getETag(), found.getLastModified(), found.getMetadata(), kept);
  }

  /// What was just written.
  static BlobVersion written(
      Key key, long size, String etag, OffsetDateTime time, Description description, Headers kept) {
    return of(key, size, unquoted(etag), time.toInstant(), description, kept);
  }

  private static BlobVersion of(
      Key key,
      long size,
      String etag,
      OffsetDateTime time,
      @Nullable Map<String, String> entries,
      Headers kept) {
    Description description =
        MetadataCodec.decode(Objects.requireNonNullElse(entries, Map.of()), kept);
    return of(key, size, unquoted(etag), time.toInstant(), description, kept);
  }

  private static BlobVersion of(
      Key key, long size, ETag etag, Instant time, Description description, Headers kept) {
    Optional<Origin> origin = description.origin().filter(each -> each.key().equals(key));
    ObjectInfo info =
        new ObjectInfo(
            key,
            size,
            origin.map(Origin::etag).orElse(etag),
            origin.map(Origin::lastModified).orElse(time),
            description.metadata(),
            description.checksums(),
            description.partCount());
    return new BlobVersion(info, etag, kept, description);
  }

  static ETag unquoted(String etag) {
    return new ETag(etag.replace("\"", ""));
  }
}
