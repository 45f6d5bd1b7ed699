package org.openfiles.store.azure;

import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobRequestConditions;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.Content;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;
import org.openfiles.core.Slice;

/// Writes, copies, describes anew and deletes whole objects.
final class Writes {
  private final AzureContainer container;
  private final Blobs blobs;
  private final Nonces nonces;
  private final int blockBytes;

  Writes(AzureContainer container, Blobs blobs, Nonces nonces, int blockBytes) {
    this.container = container;
    this.blobs = blobs;
    this.nonces = nonces;
    this.blockBytes = blockBytes;
  }

  ObjectInfo put(PutRequest request) throws IOException {
    return put(BlobNames.of(request.key()), request);
  }

  /// Writes to a blob of whatever name.
  ObjectInfo put(String name, PutRequest request) throws IOException {
    Target target = target(request.key(), name, request.precondition());
    if (request.content() instanceof Content.Stored stored
        && stored.reader() instanceof AzureReader reader
        && request.md5().isEmpty()
        && reader.container().isOfAccountOf(container)) {
      Optional<List<Checksum>> known = known(reader, request.checksums());
      if (known.isPresent() && reader.slice().length() > 0) {
        try {
          return copy(target, reader, Description.of(request.metadata(), known.get()));
        } catch (SourceChangedException _) {
          // The reader still has the bytes of its version: they are sent from here.
          return write(target, request);
        }
      }
    }
    return write(target, request);
  }

  private ObjectInfo write(Target target, PutRequest request) throws IOException {
    return new Writer(target, nonces.next(), blockBytes)
        .write(Bytes.of(request.content(), request.checksums()), request.metadata(), request.md5());
  }

  private ObjectInfo copy(Target target, AzureReader reader, Description description)
      throws IOException {
    boolean whole = reader.slice().length() == reader.info().size();
    Headers headers =
        Headers.keepable(
            description.metadata().headers(),
            whole ? reader.version().kept().md5() : Headers.Md5Bytes.NONE);
    return new Assembly(target, nonces.next(), Assembly.Hold.NOTHING)
        .publish(List.of(Source.of(reader)), description, headers);
  }

  /// The wanted checksums, where nothing has to be read for them.
  private static Optional<List<Checksum>> known(AzureReader reader, Set<ChecksumAlgorithm> wanted) {
    boolean whole = reader.slice().equals(new Slice(0, reader.info().size()));
    List<Checksum> known =
        reader.info().checksums().stream()
            .filter(sum -> whole && sum.scope() == Checksum.Scope.FULL_OBJECT)
            .filter(sum -> wanted.contains(sum.algorithm()))
            .toList();
    return known.size() == wanted.size() ? Optional.of(known) : Optional.empty();
  }

  Target target(Key key, String name, Precondition precondition) {
    return new Target(blobs, container, key, name, precondition);
  }

  void delete(Key key, Precondition precondition) throws IOException {
    String name = BlobNames.of(key);
    try {
      switch (precondition) {
        case Precondition.Absent _ -> Reads.check(key, blobs.head(key, name), precondition);
        case Precondition.None _, Precondition.Exists _, Precondition.Matches _ ->
            Conditions.write(
                key,
                precondition,
                () -> blobs.head(key, name),
                conditions -> deleted(key, name, conditions));
      }
    } catch (NoSuchFileException e) {
      if (!(precondition instanceof Precondition.None)) {
        throw e;
      }
    }
  }

  private Key deleted(Key key, String name, BlobRequestConditions conditions) throws IOException {
    AzureFaults.translated(
        key.value(),
        () -> container.blobOnce(name).deleteWithResponse(null, conditions, null, null));
    return key;
  }

  /// Describes an object anew, whoever else does so meanwhile. Headers that Azure keeps by itself
  /// are three requests: it changes them and the metadata in different ones, and what others see in
  /// between must be the old or the new.
  ObjectInfo update(Key key, UnaryOperator<ObjectMetadata> change) throws IOException {
    String name = BlobNames.of(key);
    while (true) {
      BlobVersion version = blobs.head(key, name);
      ObjectInfo before = version.info();
      Description after =
          version
              .description()
              .with(
                  change.apply(before.metadata()),
                  new Origin(before.etag(), before.lastModified(), key));
      Headers wanted = Headers.keepable(after.metadata().headers(), version.kept().md5());
      try {
        ETag etag = setMetadata(key, name, version.etag(), after, version.kept());
        if (!wanted.values().equals(version.kept().values())) {
          settle(key, name, etag, after, wanted);
        }
      } catch (PreconditionFailedException _) {
        // Somebody else was faster: what they made of it is changed in its turn.
        continue;
      }
      return new ObjectInfo(
          key,
          before.size(),
          before.etag(),
          before.lastModified(),
          after.metadata(),
          before.checksums(),
          before.partCount());
    }
  }

  private void settle(Key key, String name, ETag etag, Description after, Headers wanted)
      throws IOException {
    try {
      ETag changed = setHeaders(key, name, etag, wanted.toAzure());
      setMetadata(key, name, changed, after, wanted);
    } catch (PreconditionFailedException | NoSuchFileException _) {
      // Changed again meanwhile. Our headers are in the metadata, and whoever came next read them.
      return;
    }
  }

  private ETag setMetadata(Key key, String name, ETag etag, Description description, Headers kept)
      throws IOException {
    Map<String, String> entries = MetadataCodec.encode(description, kept);
    return AzureFaults.translated(
        key.value(),
        () ->
            etag(
                container
                    .blobOnce(name)
                    .setMetadataWithResponse(entries, Conditions.matching(etag), null, null)));
  }

  private ETag setHeaders(Key key, String name, ETag etag, BlobHttpHeaders headers)
      throws IOException {
    return AzureFaults.translated(
        key.value(),
        () ->
            etag(
                container
                    .blobOnce(name)
                    .setHttpHeadersWithResponse(headers, Conditions.matching(etag), null, null)));
  }

  private static ETag etag(com.azure.core.http.rest.Response<?> answer) {
    return BlobVersion.unquoted(
        answer.getHeaders().getValue(com.azure.core.http.HttpHeaderName.ETAG));
  }
}
