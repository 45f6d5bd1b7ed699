package org.openfiles.store.s3;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.CorruptDataException;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Slice;
import org.openfiles.core.UploadId;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Single parts of an upload: sent, or copied on the server.
final class Parts {
  static final int NUMBER_MAX = 10_000;

  private final Bucket bucket;

  Parts(Bucket bucket) {
    this.bucket = bucket;
  }

  PartInfo send(
      Key key, UploadId id, int number, RequestBody body, long length, List<Checksum> checksums)
      throws IOException {
    Optional<Checksum> checksum = Checksums.sendable(checksums);
    UploadPartRequest request =
        UploadPartRequest.builder()
            .bucket(bucket.name())
            .key(key.value())
            .uploadId(id.value())
            .partNumber(number)
            .contentLength(length)
            .overrideConfiguration(
                override ->
                    checksum.ifPresent(
                        sum -> override.putHeader(Checksums.header(sum), sum.base64())))
            .build();
    UploadPartResponse answer =
        bucket.attempts().run(Subject.of(key, id), () -> bucket.client().uploadPart(request, body));
    return new PartInfo(
        number, length, ETags.parse(answer.eTag()), Answers.date(answer), Checksums.of(answer));
  }

  /// Copies a slice, which has one byte at least, of the origin's version.
  PartInfo copy(Key key, UploadId id, int number, Origin origin, Slice slice) throws IOException {
    long last = slice.position() + slice.length() - 1;
    UploadPartCopyRequest request =
        UploadPartCopyRequest.builder()
            .destinationBucket(bucket.name())
            .destinationKey(key.value())
            .uploadId(id.value())
            .partNumber(number)
            .sourceBucket(origin.bucket())
            .sourceKey(origin.info().key().value())
            .copySourceIfMatch(origin.info().etag().quoted())
            .copySourceRange("bytes=" + slice.position() + "-" + last)
            .build();
    UploadPartCopyResponse answer =
        bucket.attempts().run(Subject.of(key, id), () -> bucket.client().uploadPartCopy(request));
    ETag etag = ETags.parse(answer.copyPartResult().eTag());
    Instant time = answer.copyPartResult().lastModified();
    return new PartInfo(
        number,
        slice.length(),
        etag,
        time == null ? Answers.date(answer) : time,
        Checksums.of(answer.copyPartResult()));
  }

  static void requireNumber(int number) {
    if (number < 1 || number > NUMBER_MAX) {
      throw new IllegalArgumentException("parts are numbered from 1 to 10,000: number=" + number);
    }
  }

  static void verify(Key key, Optional<Checksum> announced, Checksum actual)
      throws CorruptDataException {
    if (announced.isPresent() && !announced.get().equals(actual)) {
      throw new CorruptDataException(
          key.value(),
          "md5 differs: announced=" + announced.get().base64() + " is=" + actual.base64());
    }
  }
}
