package org.openfiles.store.s3;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Checksum;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.ConflictException;
import org.openfiles.core.Content;
import org.openfiles.core.Key;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;
import org.openfiles.core.StoreFeatures;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;

/// One bucket of any S3 endpoint.
///
/// What is published is published atomically and under its precondition, as far as the server
/// judges it ([#features]). A read is of one version, whatever breaks meanwhile. A copy whose
/// source is a reader of such a store on the same server moves no byte through here.
///
/// S3 tells less than other stores do. The time of what was just put is the server's clock, to the
/// second. A listing has no metadata and no checksums. An upload that is looked up has no metadata,
/// and attributes of uploads are refused, as there is no place for them. Of the checksums that come
/// with an object or a part one is kept, and none of those of a completed upload. Changed metadata
/// means a new time and, where the object was uploaded in parts, a new etag; of two changes at once
/// one may be lost.
public final class S3Store implements MultipartStore {
  private final Bucket bucket;
  private final Reads reads;
  private final Conditions conditions;
  private final Features features;
  private final Uploads uploads;
  private final Parts parts;
  private final Writes writes;
  private final Copies copies;

  private S3Store(Bucket bucket, RandomGenerator random) {
    this.bucket = bucket;
    this.reads = new Reads(bucket);
    this.conditions = new Conditions(reads);
    this.features = new Features(bucket, random);
    this.uploads = new Uploads(bucket, reads);
    this.parts = new Parts(bucket);
    this.writes = new Writes(bucket, reads, uploads, conditions, features);
    this.copies = new Copies(bucket, reads, uploads, conditions, features);
  }

  /// Opens a bucket, which must be there.
  ///
  /// @param random spreads the pauses between tries; used by many threads
  public static S3Store open(S3StoreOptions options, RandomGenerator random) throws IOException {
    Attempts attempts = new Attempts(options.retryTimeout(), random);
    Bucket bucket = new Bucket(Clients.of(options), options, attempts);
    try {
      attempts.run(
          Subject.of(bucket.name()),
          () -> bucket.client().headBucket(request -> request.bucket(bucket.name())));
      return new S3Store(bucket, random);
    } catch (IOException | RuntimeException e) {
      bucket.client().close();
      if (Faults.isAbsent(e)) {
        NoSuchFileException absent =
            new NoSuchFileException(bucket.name(), null, "there is no such bucket");
        absent.initCause(e);
        throw absent;
      }
      throw e;
    }
  }

  @Override
  public StoreFeatures features() throws IOException {
    return features.all();
  }

  @Override
  public ObjectInfo head(Key key) throws IOException {
    return reads.head(key);
  }

  @Override
  public ObjectReader get(Key key, ByteRange range, Precondition precondition) throws IOException {
    return reads.get(key, range, precondition);
  }

  /// Costs a HEAD, where [#get] begins to send bytes that a copy on the server drops.
  @Override
  public ObjectReader source(Key key, ByteRange range, Precondition precondition)
      throws IOException {
    return reads.source(key, range, precondition);
  }

  @Override
  public ObjectInfo put(PutRequest request) throws IOException {
    Optional<S3Reader> source =
        request.md5().isPresent()
            ? Optional.empty()
            : copies.source(request.key(), request.content());
    if (source.isEmpty()) {
      return writes.put(request);
    }
    try {
      return copies.copy(
          Origin.of(source.get()),
          new Copies.Target(
              request.key(), request.metadata(), Checksums.wanted(request.checksums())),
          request.precondition());
    } catch (PreconditionFailedException | NoSuchFileException e) {
      if (!source.get().isReplaced()) {
        throw e;
      }
      // The server has another version by now, but the bytes of the one that was opened still come.
      return writes.put(request);
    }
  }

  @Override
  public void delete(Key key, Precondition precondition) throws IOException {
    new Deletion(bucket, reads, conditions, features).run(key, precondition);
  }

  @Override
  public ListPage list(ListRequest request) throws IOException {
    return new Listings(bucket).list(request);
  }

  @Override
  public ObjectInfo update(Key key, UnaryOperator<ObjectMetadata> change) throws IOException {
    for (int round = 0; round < Conditions.ROUNDS; round++) {
      ObjectInfo present = reads.head(key);
      ObjectMetadata metadata = change.apply(present.metadata());
      if (metadata.withTags(Map.of()).equals(present.metadata().withTags(Map.of()))) {
        return new Tags(bucket).replace(present, metadata.tags());
      }
      try {
        return copies.replaceMetadata(present, metadata);
      } catch (PreconditionFailedException _) {
        // Another version came meanwhile, with metadata of its own.
      }
    }
    throw new ConflictException(key.value(), "changes all the time: rounds=" + Conditions.ROUNDS);
  }

  @Override
  public Upload start(Key key, ObjectMetadata metadata, Map<String, String> attributes)
      throws IOException {
    if (!attributes.isEmpty()) {
      throw new UnsupportedOperationException("S3 keeps no attributes of an upload");
    }
    return uploads.start(key, metadata);
  }

  @Override
  public Upload upload(Key key, UploadId id) throws IOException {
    return uploads.find(key, id);
  }

  @Override
  public PartInfo putPart(Key key, UploadId id, int number, Content content, Optional<Checksum> md5)
      throws IOException {
    Parts.requireNumber(number);
    Uploads.requireId(key, id);
    Optional<S3Reader> source = md5.isPresent() ? Optional.empty() : copies.source(key, content);
    if (source.isPresent()) {
      try {
        Origin origin = Origin.of(source.get());
        return parts.copy(key, id, number, origin, origin.slice());
      } catch (PreconditionFailedException e) {
        if (!source.get().isReplaced()) {
          throw e;
        }
      }
    }
    try (Spool spool = Spool.of(content, bucket.options().partBytes())) {
      Parts.verify(key, md5, spool.md5());
      return parts.send(key, id, number, spool.body(), spool.length(), Writes.checksums(content));
    }
  }

  @Override
  public List<PartInfo> parts(Key key, UploadId id) throws IOException {
    return uploads.parts(key, id);
  }

  @Override
  public List<Upload> uploads(String prefix) throws IOException {
    return uploads.list(prefix);
  }

  @Override
  public ObjectInfo complete(CompleteRequest request) throws IOException {
    return writes.complete(request);
  }

  @Override
  public void abort(Key key, UploadId id) throws IOException {
    uploads.abort(key, id);
  }

  /// Takes a request for each part. S3 does not tell the etag that a part had: each has the
  /// object's.
  @Override
  public List<PartInfo> parts(Key key) throws IOException {
    ObjectInfo object = reads.head(key);
    List<PartInfo> all = new ArrayList<>();
    for (int number = 1; number <= object.partCount(); number++) {
      all.add(reads.part(object, number));
    }
    return all;
  }

  @Override
  public void close() {
    bucket.client().close();
  }
}
