package org.openfiles.door.s3.checksum;

import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Headers;

/// The header `Content-MD5` (RFC 1864), which the store verifies with its etag.
public final class ContentMd5 {
  private ContentMd5() {}

  /// The digest that the payload must have.
  public static Optional<Checksum> of(Headers headers) throws S3Exception {
    Optional<String> value = headers.first("Content-MD5");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<Checksum> digest = ChecksumNames.parse(ChecksumAlgorithm.MD5, value.get());
    if (digest.isEmpty()) {
      throw S3Error.INVALID_DIGEST.exception().with("Content-MD5", value.get());
    }
    return digest;
  }
}
