package org.openfiles.core;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// The reference store: objects in a sorted map, everything under one lock. What it does is what
/// [ObjectStore] and [MultipartStore] mean; it survives nothing, and an object has to fit an array.
public final class MemoryStore implements MultipartStore {
  private final InstantSource clock;
  private final RandomGenerator ids;
  private final NavigableMap<Key, MemoryObject> objects = new TreeMap<>();
  private final Map<UploadId, MemoryUpload> uploads = new HashMap<>();

  /// @param ids makes the ids of uploads
  public MemoryStore(InstantSource clock, RandomGenerator ids) {
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public synchronized ObjectInfo head(Key key) throws IOException {
    return object(key).info();
  }

  @Override
  public synchronized ObjectReader get(Key key, ByteRange range, Precondition precondition)
      throws IOException {
    MemoryObject object = object(key);
    check(key, precondition);
    return new MemoryReader(object, object.slice(range));
  }

  @Override
  public ObjectInfo put(PutRequest request) throws IOException {
    Key key = request.key();
    MemoryContent content =
        MemoryContent.read(key, request.content(), request.md5(), request.checksums());
    synchronized (this) {
      check(key, request.precondition());
      ObjectInfo info =
          new ObjectInfo(
              key,
              content.size(),
              content.etag(),
              now(),
              request.metadata(),
              content.checksums(),
              0);
      objects.put(key, new MemoryObject(info, content.bytes(), List.of(), Optional.empty()));
      return info;
    }
  }

  @Override
  public synchronized void delete(Key key, Precondition precondition) throws IOException {
    if (!(precondition instanceof Precondition.None)) {
      object(key);
      check(key, precondition);
    }
    objects.remove(key);
  }

  @Override
  public synchronized ListPage list(ListRequest request) {
    return MemoryListing.page(request, objects.values());
  }

  @Override
  public synchronized ObjectInfo update(Key key, UnaryOperator<ObjectMetadata> change)
      throws IOException {
    MemoryObject object = object(key);
    MemoryObject changed = object.with(change.apply(object.info().metadata()));
    objects.put(key, changed);
    return changed.info();
  }

  @Override
  public synchronized Upload start(
      Key key, ObjectMetadata metadata, Map<String, String> attributes) {
    HexFormat hex = HexFormat.of();
    UploadId id = new UploadId(hex.toHexDigits(ids.nextLong()) + hex.toHexDigits(ids.nextLong()));
    Upload upload = new Upload(id, key, now(), metadata, attributes);
    uploads.put(id, new MemoryUpload(upload));
    return upload;
  }

  @Override
  public synchronized Upload upload(Key key, UploadId id) throws IOException {
    return open(key, id).upload();
  }

  @Override
  public PartInfo putPart(Key key, UploadId id, int number, Content content, Optional<Checksum> md5)
      throws IOException {
    if (number < 1 || number > 10_000) {
      throw new IllegalArgumentException("parts are numbered from 1 to 10,000: number=" + number);
    }
    upload(key, id);
    MemoryContent part = MemoryContent.read(key, content, md5, Set.of());
    synchronized (this) {
      return open(key, id).put(number, part, now());
    }
  }

  @Override
  public synchronized List<PartInfo> parts(Key key, UploadId id) throws IOException {
    return open(key, id).parts();
  }

  @Override
  public synchronized List<Upload> uploads(String prefix) {
    return uploads.values().stream()
        .map(MemoryUpload::upload)
        .filter(upload -> upload.key().value().startsWith(prefix))
        .sorted(Comparator.comparing(Upload::key).thenComparing(Upload::started))
        .toList();
  }

  @Override
  public synchronized ObjectInfo complete(CompleteRequest request) throws IOException {
    Key key = request.key();
    MemoryObject present = objects.get(key);
    if (present != null && present.made().equals(Optional.of(MemoryObject.Made.by(request)))) {
      return present.info();
    }
    MemoryObject made = open(key, request.id()).assemble(request, now());
    check(key, request.precondition());
    objects.put(key, made);
    uploads.remove(request.id());
    return made.info();
  }

  @Override
  public synchronized void abort(Key key, UploadId id) throws IOException {
    open(key, id);
    uploads.remove(id);
  }

  @Override
  public synchronized List<PartInfo> parts(Key key) throws IOException {
    return object(key).parts();
  }

  @Override
  public void close() {}

  private MemoryObject object(Key key) throws NoSuchFileException {
    MemoryObject object = objects.get(key);
    if (object == null) {
      throw new NoSuchFileException(key.value());
    }
    return object;
  }

  private MemoryUpload open(Key key, UploadId id) throws UnknownUploadException {
    MemoryUpload upload = uploads.get(id);
    if (upload == null || !upload.upload().key().equals(key)) {
      throw new UnknownUploadException(key, id);
    }
    return upload;
  }

  private void check(Key key, Precondition precondition) throws IOException {
    boolean holds =
        switch (precondition) {
          case Precondition.None _ -> true;
          case Precondition.Absent _ -> !objects.containsKey(key);
          case Precondition.Exists _ -> object(key) != null;
          case Precondition.Matches matches -> object(key).info().etag().equals(matches.etag());
        };
    if (!holds) {
      throw new PreconditionFailedException(key.value(), "not so: " + precondition);
    }
  }

  private Instant now() {
    return clock.instant();
  }
}
