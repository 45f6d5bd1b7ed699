package org.openfiles.door.s3.request;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.Content;
import org.openfiles.door.s3.auth.VerifiedContent;
import org.openfiles.door.s3.checksum.ContentMd5;
import org.openfiles.door.s3.checksum.RequestedChecksum;
import org.openfiles.door.s3.error.S3Exception;

/// The verified bytes of an upload, bounded, as a store takes them.
public final class UploadedContent implements Content.Arriving {
  private final VerifiedContent content;
  private final UploadLimit limit;
  private final Optional<Checksum> md5;
  private long bytes;

  private UploadedContent(VerifiedContent content, UploadLimit limit, Optional<Checksum> md5) {
    this.content = content;
    this.limit = limit;
    this.md5 = md5;
  }

  /// With the checksum that the request speaks of.
  public static UploadedContent of(S3Request request, UploadLimit limit) throws S3Exception {
    return of(request, limit, RequestedChecksum.of(request.headers()));
  }

  /// With that checksum.
  public static UploadedContent of(S3Request request, UploadLimit limit, RequestedChecksum checksum)
      throws S3Exception {
    limit.check(request);
    return new UploadedContent(
        new VerifiedContent(request.payload(), checksum), limit, ContentMd5.of(request.headers()));
  }

  /// What the client says the MD5 is. The store verifies it, since it computes it anyhow.
  public Optional<Checksum> md5() {
    return md5;
  }

  @Override
  public OptionalLong length() {
    return content.length();
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    ByteBuffer next = content.next();
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
    return content.checksums();
  }
}
