package org.openfiles.store.s3;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.ConflictException;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PartInfo;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.UnknownUploadException;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/// Multipart uploads as wholes: begun, listed, completed, aborted.
final class Uploads {
  /// What servers make up as an id. Whatever else a client sends, none of them has it, and some
  /// would take it for a path.
  private static final Pattern ID = Pattern.compile("(?!\\.+$)[0-9A-Za-z._~=+-]{1,1024}");

  private final Bucket bucket;
  private final Reads reads;

  Uploads(Bucket bucket, Reads reads) {
    this.bucket = bucket;
    this.reads = reads;
  }

  Upload start(Key key, ObjectMetadata metadata) throws IOException {
    Map<String, String> headers = MetadataHeaders.write(metadata);
    CreateMultipartUploadRequest request =
        CreateMultipartUploadRequest.builder()
            .bucket(bucket.name())
            .key(key.value())
            .overrideConfiguration(override -> headers.forEach(override::putHeader))
            .build();
    CreateMultipartUploadResponse answer =
        bucket
            .attempts()
            .run(Subject.of(key), () -> bucket.client().createMultipartUpload(request));
    return new Upload(
        new UploadId(answer.uploadId()), key, Answers.date(answer), metadata, Map.of());
  }

  Upload find(Key key, UploadId id) throws IOException {
    requireId(key, id);
    return list(key.value()).stream()
        .filter(upload -> upload.key().equals(key) && upload.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new UnknownUploadException(key, id));
  }

  List<Upload> list(String prefix) throws IOException {
    List<Upload> uploads = new ArrayList<>();
    ListMultipartUploadsRequest.Builder request =
        ListMultipartUploadsRequest.builder()
            .bucket(bucket.name())
            .prefix(prefix.isEmpty() ? null : prefix)
            .encodingType(EncodingType.URL);
    while (true) {
      ListMultipartUploadsResponse answer =
          bucket
              .attempts()
              .run(Subject.of(prefix), () -> bucket.client().listMultipartUploads(request.build()));
      answer.uploads().forEach(upload -> uploads.add(upload(upload)));
      if (!Boolean.TRUE.equals(answer.isTruncated())) {
        uploads.sort(Comparator.comparing(Upload::key).thenComparing(Upload::started));
        return uploads;
      }
      request.keyMarker(answer.nextKeyMarker()).uploadIdMarker(answer.nextUploadIdMarker());
    }
  }

  /// S3 tells neither the metadata nor anything else that was said when it began.
  private static Upload upload(MultipartUpload listed) {
    return new Upload(
        new UploadId(listed.uploadId()),
        new Key(listed.key()),
        listed.initiated(),
        ObjectMetadata.EMPTY,
        Map.of());
  }

  List<PartInfo> parts(Key key, UploadId id) throws IOException {
    requireId(key, id);
    List<PartInfo> parts = new ArrayList<>();
    ListPartsRequest.Builder request =
        ListPartsRequest.builder().bucket(bucket.name()).key(key.value()).uploadId(id.value());
    while (true) {
      ListPartsResponse answer =
          bucket
              .attempts()
              .run(Subject.of(key, id), () -> bucket.client().listParts(request.build()));
      for (Part part : answer.parts()) {
        parts.add(
            new PartInfo(
                part.partNumber(),
                part.size(),
                ETags.parse(part.eTag()),
                part.lastModified(),
                Checksums.of(part)));
      }
      if (!Boolean.TRUE.equals(answer.isTruncated())) {
        return parts;
      }
      request.partNumberMarker(answer.nextPartNumberMarker());
    }
  }

  /// Publishes the object, and tells its etag.
  ETag complete(CompleteRequest wanted, Condition condition) throws IOException {
    Key key = wanted.key();
    requireId(key, wanted.id());
    List<CompletedPart> parts = new ArrayList<>();
    for (CompleteRequest.PartReference part : wanted.parts()) {
      parts.add(
          CompletedPart.builder().partNumber(part.number()).eTag(part.etag().quoted()).build());
    }
    CompleteMultipartUploadRequest request =
        CompleteMultipartUploadRequest.builder()
            .bucket(bucket.name())
            .key(key.value())
            .uploadId(wanted.id().value())
            .ifMatch(condition.ifMatch())
            .ifNoneMatch(condition.ifNoneMatch())
            .multipartUpload(upload -> upload.parts(parts))
            .build();
    try {
      return bucket
          .attempts()
          .run(
              Subject.of(key, wanted.id()),
              () -> ETags.parse(bucket.client().completeMultipartUpload(request).eTag()),
              refusal ->
                  refusal instanceof PreconditionFailedException
                      ? alreadyMade(wanted)
                      : Optional.empty());
    } catch (UnknownUploadException e) {
      return alreadyMade(wanted).orElseThrow(() -> e);
    }
  }

  /// The object, where it is the one that the named parts make: completed before, perhaps by a try
  /// whose answer was lost.
  private Optional<ETag> alreadyMade(CompleteRequest wanted) throws IOException {
    Optional<ETag> expected =
        ETags.ofParts(wanted.parts().stream().map(CompleteRequest.PartReference::etag).toList());
    try {
      ETag present = reads.head(wanted.key()).etag();
      return expected.filter(present::equals);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// The object that completing made, which the answer tells too little of.
  ObjectInfo made(Key key, ETag etag) throws IOException {
    try {
      return reads.head(key, Optional.of(etag));
    } catch (NoSuchFileException | PreconditionFailedException e) {
      ConflictException replaced =
          new ConflictException(
              key.value(), "completed, and replaced at once: etag=" + etag.value());
      replaced.initCause(e);
      throw replaced;
    }
  }

  void abort(Key key, UploadId id) throws IOException {
    requireId(key, id);
    AbortMultipartUploadRequest request =
        AbortMultipartUploadRequest.builder()
            .bucket(bucket.name())
            .key(key.value())
            .uploadId(id.value())
            .build();
    bucket
        .attempts()
        .run(
            Subject.of(key, id),
            () -> bucket.client().abortMultipartUpload(request),
            refusal ->
                refusal instanceof UnknownUploadException
                    ? Optional.of(AbortMultipartUploadResponse.builder().build())
                    : Optional.empty());
  }

  /// Nobody else knows of the upload: its parts would be paid for and never used.
  void abandon(Upload upload, Exception because) {
    try {
      abort(upload.key(), upload.id());
    } catch (IOException | RuntimeException e) {
      because.addSuppressed(e);
    }
  }

  static void requireId(Key key, UploadId id) throws UnknownUploadException {
    if (!ID.matcher(id.value()).matches()) {
      throw new UnknownUploadException(key, id);
    }
  }
}
