package org.openfiles.door.s3.request;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.Content;
import org.openfiles.door.s3.auth.Payload;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// The verified bytes of an upload, bounded, as a store takes them.
public final class UploadedContent implements Content.Arriving {
  private final Payload payload;
  private final UploadLimit limit;
  private final Optional<Checksum> md5;
  private long bytes;

  private UploadedContent(Payload payload, UploadLimit limit, Optional<Checksum> md5) {
    this.payload = payload;
    this.limit = limit;
    this.md5 = md5;
  }

  public static UploadedContent of(S3Request request, UploadLimit limit) throws S3Exception {
    limit.check(request);
    return new UploadedContent(request.payload(), limit, contentMd5(request));
  }

  private static Optional<Checksum> contentMd5(S3Request request) throws S3Exception {
    Optional<String> header = request.header("content-md5");
    if (header.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] value = Base64.getDecoder().decode(header.get());
      if (value.length == ChecksumAlgorithm.MD5.bytes()) {
        return Optional.of(Checksum.of(ChecksumAlgorithm.MD5, value));
      }
    } catch (IllegalArgumentException e) {
      throw new S3Exception(S3Error.INVALID_DIGEST, S3Error.INVALID_DIGEST.message(), e);
    }
    throw S3Error.INVALID_DIGEST.exception();
  }

  /// What the client says the MD5 is. The store verifies it, since it computes it anyhow.
  public Optional<Checksum> md5() {
    return md5;
  }

  @Override
  public OptionalLong length() {
    return payload.length();
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    ByteBuffer next = payload.next();
    if (next != null) {
      bytes += next.remaining();
      if (bytes > limit.bytesMax()) {
        throw limit.tooLarge(bytes);
      }
    }
    return next;
  }

  @Override
  public List<Checksum> checksums() {
    return List.of();
  }
}
