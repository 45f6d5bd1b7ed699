package org.openfiles.store.s3;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ByteRange;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.RangeException;
import org.openfiles.core.Slice;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// HEAD and GET.
final class Reads {
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final Bucket bucket;

  Reads(Bucket bucket) {
    this.bucket = bucket;
  }

  ObjectInfo head(Key key) throws IOException {
    return head(key, Optional.empty());
  }

  ObjectInfo head(Key key, Optional<ETag> match) throws IOException {
    HeadObjectRequest request =
        HeadObjectRequest.builder()
            .bucket(bucket.name())
            .key(key.value())
            .ifMatch(match.map(ETag::quoted).orElse(null))
            .checksumMode(ChecksumMode.ENABLED)
            .build();
    HeadObjectResponse answer =
        bucket.attempts().run(Subject.of(key), () -> bucket.client().headObject(request));
    return tagged(Answers.info(key, answer), answer.tagCount());
  }

  /// With the tags, which take a request of their own, where there are any.
  private ObjectInfo tagged(ObjectInfo info, @Nullable Integer count) throws IOException {
    if (count == null || count == 0) {
      return info;
    }
    return with(info, info.metadata().withTags(new Tags(bucket).read(info.key())));
  }

  static ObjectInfo with(ObjectInfo info, ObjectMetadata metadata) {
    return new ObjectInfo(
        info.key(),
        info.size(),
        info.etag(),
        info.lastModified(),
        metadata,
        info.checksums(),
        info.partCount());
  }

  /// One part of an object that was uploaded in parts.
  PartInfo part(ObjectInfo object, int number) throws IOException {
    HeadObjectRequest request =
        HeadObjectRequest.builder()
            .bucket(bucket.name())
            .key(object.key().value())
            .partNumber(number)
            .ifMatch(object.etag().quoted())
            .checksumMode(ChecksumMode.ENABLED)
            .build();
    HeadObjectResponse answer =
        bucket.attempts().run(Subject.of(object.key()), () -> bucket.client().headObject(request));
    Slice slice = Answers.extent(answer.sdkHttpResponse()).slice();
    return new PartInfo(
        number, slice.length(), object.etag(), object.lastModified(), Checksums.of(answer));
  }

  /// A reader that has asked for no bytes yet.
  ObjectReader source(Key key, ByteRange range, Precondition precondition) throws IOException {
    if (range instanceof ByteRange.Part || precondition instanceof Precondition.Absent) {
      return get(key, range, precondition);
    }
    Optional<ETag> match =
        precondition instanceof Precondition.Matches(ETag etag)
            ? Optional.of(etag)
            : Optional.empty();
    ObjectInfo info = head(key, match);
    return new S3Reader(bucket, this, info, slice(info, range), null);
  }

  /// RFC 9110, section 14.1.2.
  private static Slice slice(ObjectInfo info, ByteRange range) throws RangeException {
    long size = info.size();
    return switch (range) {
      case ByteRange.Between(long first, long last) when first < size ->
          new Slice(first, Math.min(last, size - 1) - first + 1);
      case ByteRange.Last(long length) when length > 0 ->
          new Slice(size - Math.min(length, size), Math.min(length, size));
      case ByteRange.All _ -> new Slice(0, size);
      case ByteRange.Between _, ByteRange.Last _, ByteRange.Part _ ->
          throw new RangeException(info, range);
    };
  }

  ObjectReader get(Key key, ByteRange range, Precondition precondition) throws IOException {
    if (precondition instanceof Precondition.Absent) {
      ObjectInfo present = head(key);
      throw new PreconditionFailedException(key.value(), "is there: etag=" + present.etag());
    }
    Optional<ETag> match =
        precondition instanceof Precondition.Matches(ETag etag)
            ? Optional.of(etag)
            : Optional.empty();
    if (!isPossible(range)) {
      throw new RangeException(head(key, match), range);
    }
    try {
      return bucket.attempts().run(Subject.of(key), () -> open(key, range, match));
    } catch (IllegalArgumentException e) {
      ObjectInfo info = unsatisfied(key, match, e);
      if (info.size() == 0 && range instanceof ByteRange.Last) {
        // RFC 9110 knows no range of an empty object; its end is empty all the same.
        return get(key, ByteRange.ALL, new Precondition.Matches(info.etag()));
      }
      throw new RangeException(info, range);
    }
  }

  /// The object that did not have a range; any other fault stays what it was.
  private ObjectInfo unsatisfied(Key key, Optional<ETag> match, IllegalArgumentException fault)
      throws IOException {
    if (fault.getCause() instanceof S3Exception answered
        && (answered.statusCode() == RANGE_NOT_SATISFIABLE
            || Faults.code(answered).equals("InvalidRange")
            || Faults.code(answered).startsWith("InvalidPart"))) {
      return head(key, match);
    }
    throw fault;
  }

  private static boolean isPossible(ByteRange range) {
    return switch (range) {
      case ByteRange.All _, ByteRange.Between _ -> true;
      case ByteRange.Last last -> last.length() > 0;
      case ByteRange.Part part -> part.number() >= 1 && part.number() <= Parts.NUMBER_MAX;
    };
  }

  private S3Reader open(Key key, ByteRange range, Optional<ETag> match) throws IOException {
    ResponseInputStream<GetObjectResponse> stream = stream(key, range, match);
    try {
      GetObjectResponse answer = stream.response();
      ObjectInfo info = tagged(Answers.info(key, answer), answer.tagCount());
      Slice slice = Answers.extent(answer.sdkHttpResponse()).slice();
      if (range instanceof ByteRange.Between between && slice.position() != between.first()) {
        throw ignored(key, range);
      }
      return new S3Reader(bucket, this, info, slice, stream);
    } catch (IOException | RuntimeException e) {
      stream.abort();
      throw e;
    }
  }

  /// The bytes of one version from where a reader stopped.
  ResponseInputStream<GetObjectResponse> resume(ObjectInfo info, Slice rest) throws IOException {
    ByteRange range = new ByteRange.Between(rest.position(), rest.position() + rest.length() - 1);
    try {
      ResponseInputStream<GetObjectResponse> stream =
          bucket
              .attempts()
              .run(
                  Subject.of(info.key()),
                  () -> stream(info.key(), range, Optional.of(info.etag())));
      GetObjectResponse answer = stream.response();
      if (!Answers.extent(answer.sdkHttpResponse()).equals(new Answers.Extent(rest, info.size()))
          || !ETags.parse(answer.eTag()).equals(info.etag())) {
        stream.abort();
        throw ignored(info.key(), range);
      }
      return stream;
    } catch (NoSuchFileException e) {
      PreconditionFailedException gone =
          new PreconditionFailedException(
              info.key().value(), "deleted while it was read: etag=" + info.etag().value());
      gone.initCause(e);
      throw gone;
    }
  }

  private static IOException ignored(Key key, ByteRange range) {
    return new FileSystemException(key.value(), null, "the server ignored the request's " + range);
  }

  private ResponseInputStream<GetObjectResponse> stream(
      Key key, ByteRange range, Optional<ETag> match) {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder()
            .bucket(bucket.name())
            .key(key.value())
            .ifMatch(match.map(ETag::quoted).orElse(null))
            // As a bare header: asked for by its name, the SDK would verify each whole read, too.
            .overrideConfiguration(
                override -> override.putHeader("x-amz-checksum-mode", "ENABLED"));
    switch (range) {
      case ByteRange.All _ -> {}
      case ByteRange.Between(long first, long last) ->
          request.range("bytes=" + first + "-" + (last == Long.MAX_VALUE ? "" : last));
      case ByteRange.Last(long length) -> request.range("bytes=-" + length);
      case ByteRange.Part(int number) -> request.partNumber(number);
    }
    return bucket.client().getObject(request.build());
  }
}
