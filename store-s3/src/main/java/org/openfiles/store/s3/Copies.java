package org.openfiles.store.s3;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.CompleteRequest.PartReference;
import org.openfiles.core.Content;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.Slice;
import org.openfiles.core.Upload;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/// Copies that the server makes by itself, always of one version of the source.
final class Copies {
  /// The most that goes by one request ("Copying, moving, and renaming objects").
  private static final long BYTES_MAX = 5L << 30;

  private static final long PART_BYTES = 1L << 30;

  /// What a copy is to be.
  record Target(Key key, ObjectMetadata metadata, Optional<ChecksumAlgorithm> checksum) {}

  private final Bucket bucket;
  private final Reads reads;
  private final Parts parts;
  private final Uploads uploads;
  private final Conditions conditions;
  private final Features features;

  Copies(Bucket bucket, Reads reads, Uploads uploads, Conditions conditions, Features features) {
    this.bucket = bucket;
    this.reads = reads;
    this.parts = new Parts(bucket);
    this.uploads = uploads;
    this.conditions = conditions;
    this.features = features;
  }

  /// The reader that the server can copy from by itself; empty when the bytes have to come here.
  Optional<S3Reader> source(Key target, Content content) throws IOException {
    return content instanceof Content.Stored stored
            && stored.reader() instanceof S3Reader reader
            && reader.isFresh()
            && reader.slice().length() > 0
            && reader.bucket().sharesServerWith(bucket)
            && features.pinsCopies(target)
        ? Optional.of(reader)
        : Optional.empty();
  }

  ObjectInfo copy(Origin origin, Target target, Precondition precondition) throws IOException {
    Key key = target.key();
    boolean small = origin.isWhole() && origin.slice().length() <= BYTES_MAX;
    boolean judged = features.judgesCopy(key, precondition);
    // Nothing can be copied in parts where there is nothing.
    return small && (judged || origin.slice().length() == 0)
        ? conditions.run(
            key, precondition, judged, condition -> byOneRequest(origin, target, condition))
        : conditions.run(
            key,
            precondition,
            features.judgesPut(key, precondition),
            condition -> inParts(origin, target, condition));
  }

  /// Gives the version at a key other metadata, by a copy of it onto itself.
  ObjectInfo replaceMetadata(ObjectInfo present, ObjectMetadata metadata) throws IOException {
    Optional<ChecksumAlgorithm> checksum =
        present.checksums().stream().map(sum -> sum.algorithm()).findFirst();
    Target target = new Target(present.key(), metadata, checksum);
    return copy(
        Origin.all(bucket.name(), present), target, new Precondition.Matches(present.etag()));
  }

  private ObjectInfo byOneRequest(Origin origin, Target target, Condition condition)
      throws IOException {
    Map<String, String> headers = MetadataHeaders.write(target.metadata());
    CopyObjectRequest copy =
        CopyObjectRequest.builder()
            .destinationBucket(bucket.name())
            .destinationKey(target.key().value())
            .sourceBucket(origin.bucket())
            .sourceKey(origin.info().key().value())
            .copySourceIfMatch(origin.info().etag().quoted())
            .metadataDirective(MetadataDirective.REPLACE)
            .taggingDirective(TaggingDirective.REPLACE)
            .checksumAlgorithm(target.checksum().map(Enum::name).orElse(null))
            .ifMatch(condition.ifMatch())
            .ifNoneMatch(condition.ifNoneMatch())
            .overrideConfiguration(override -> headers.forEach(override::putHeader))
            .build();
    return bucket
        .attempts()
        .run(
            Subject.of(target.key()),
            () -> copied(origin, target, bucket.client().copyObject(copy)),
            refusal -> alreadyCopied(origin, target, refusal));
  }

  private static ObjectInfo copied(Origin origin, Target target, CopyObjectResponse answer) {
    ETag etag = ETags.parse(answer.copyObjectResult().eTag());
    Instant time = answer.copyObjectResult().lastModified();
    return new ObjectInfo(
        target.key(),
        origin.info().size(),
        etag,
        time == null ? Answers.date(answer) : time,
        target.metadata(),
        Checksums.of(answer.copyObjectResult()),
        ETags.partCount(etag));
  }

  /// The copy, where a condition fails because an earlier try made it.
  private Optional<ObjectInfo> alreadyCopied(Origin origin, Target target, IOException refusal)
      throws IOException {
    if (!(refusal instanceof PreconditionFailedException)) {
      return Optional.empty();
    }
    try {
      return Optional.of(reads.head(target.key()))
          .filter(present -> present.etag().equals(origin.info().etag()))
          .filter(present -> present.metadata().equals(target.metadata()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private ObjectInfo inParts(Origin origin, Target target, Condition condition) throws IOException {
    Key key = target.key();
    Upload upload = uploads.start(key, target.metadata());
    try {
      List<PartReference> made = new ArrayList<>();
      for (Slice slice : slices(origin.slice())) {
        int number = made.size() + 1;
        ETag etag = parts.copy(key, upload.id(), number, origin, slice).etag();
        made.add(new PartReference(number, etag));
      }
      CompleteRequest complete =
          new CompleteRequest(key, upload.id(), made, List.of(), Precondition.NONE);
      return uploads.made(key, uploads.complete(complete, condition));
    } catch (IOException | RuntimeException e) {
      uploads.abandon(upload, e);
      throw e;
    }
  }

  private static List<Slice> slices(Slice whole) {
    List<Slice> slices = new ArrayList<>();
    long end = whole.position() + whole.length();
    for (long position = whole.position(); position < end; position += PART_BYTES) {
      slices.add(new Slice(position, Math.min(PART_BYTES, end - position)));
    }
    return slices;
  }
}
