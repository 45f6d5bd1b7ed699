package org.openfiles.store.azure;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.ConflictException;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.PartMismatchException;
import org.openfiles.core.UnknownUploadException;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;

/// Ends uploads: one at a time per upload, whatever node asks.
final class Completion {
  /// How often blocks are staged again that another write at the key has swept away.
  private static final int TRIES = 3;

  private final AzureContainer container;
  private final Blobs blobs;
  private final Uploads uploads;
  private final Writes writes;

  Completion(AzureContainer container, Blobs blobs, Uploads uploads, Writes writes) {
    this.container = container;
    this.blobs = blobs;
    this.uploads = uploads;
    this.writes = writes;
  }

  ObjectInfo complete(CompleteRequest request) throws IOException {
    Key key = request.key();
    UploadId id = request.id();
    Upload upload;
    try {
      upload = uploads.open(key, id);
    } catch (UnknownUploadException e) {
      return madeBy(request).orElseThrow(() -> e);
    }
    try (UploadLease lease = lease(key, id)) {
      // Made, perhaps, by one who died before the upload was dropped.
      Optional<ObjectInfo> before = madeBy(request);
      ObjectInfo info = before.isPresent() ? before.get() : assemble(request, upload, lease);
      uploads.drop(id, lease.held());
      return info;
    } catch (UnknownUploadException e) {
      return madeBy(request).orElseThrow(() -> e);
    }
  }

  void abort(Key key, UploadId id) throws IOException {
    uploads.open(key, id);
    try (UploadLease lease = lease(key, id)) {
      uploads.drop(id, lease.held());
    }
  }

  private UploadLease lease(Key key, UploadId id) throws IOException {
    try {
      return UploadLease.of(container, key, Uploads.record(id));
    } catch (NoSuchFileException _) {
      throw new UnknownUploadException(key, id);
    }
  }

  private Optional<ObjectInfo> madeBy(CompleteRequest request) throws IOException {
    try {
      BlobVersion version = blobs.head(request.key(), BlobNames.of(request.key()));
      return version.description().made().equals(Optional.of(Made.by(request)))
          ? Optional.of(version.info())
          : Optional.empty();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private ObjectInfo assemble(CompleteRequest request, Upload upload, UploadLease lease)
      throws IOException {
    Key key = request.key();
    List<Source> sources = sources(request);
    Description description =
        new Description(
            upload.metadata(),
            request.checksums(),
            sources.size(),
            Optional.of(Made.by(request)),
            Optional.empty());
    Headers headers = Headers.keepable(upload.metadata().headers(), Headers.Md5Bytes.NONE);
    Target target = writes.target(key, BlobNames.of(key), request.precondition());
    Assembly assembly = new Assembly(target, Nonces.nonce(upload.id().value()), lease);
    for (int tries = 1; ; tries++) {
      try {
        return assembly.publish(sources, description, headers);
      } catch (SourceChangedException e) {
        throw new PartMismatchException(key.value(), "a part was replaced: " + e.getMessage());
      } catch (ConflictException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private List<Source> sources(CompleteRequest request) throws IOException {
    Map<Integer, Uploads.Part> uploaded = new HashMap<>();
    for (Uploads.Part part : uploads.parts(request.key(), request.id())) {
      uploaded.put(part.info().number(), part);
    }
    List<Source> sources = new ArrayList<>();
    for (CompleteRequest.PartReference reference : request.parts()) {
      Uploads.Part part = uploaded.get(reference.number());
      if (part == null || !part.info().etag().equals(reference.etag())) {
        throw new PartMismatchException(
            request.key().value(),
            "no such part: number=" + reference.number() + " etag=" + reference.etag().value());
      }
      sources.add(part.source().asPart(sources.size() + 1));
    }
    return sources;
  }
}
