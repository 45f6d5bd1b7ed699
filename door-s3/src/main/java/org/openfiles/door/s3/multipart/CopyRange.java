package org.openfiles.door.s3.multipart;

import java.util.Optional;
import org.openfiles.core.ByteRange;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.http.RangeHeader;

/// The header `x-amz-copy-source-range`, which must be `bytes=first-last`: unlike with `Range`,
/// nothing else is ignored or cut.
final class CopyRange {
  private static final String NAME = "x-amz-copy-source-range";

  private CopyRange() {}

  static Optional<ByteRange.Between> of(S3Request request) throws S3Exception {
    Optional<String> header = request.header(NAME);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    Optional<RangeHeader> range = RangeHeader.parse(header.get());
    if (range.isPresent()
        && header.get().startsWith("bytes=")
        && !header.get().endsWith("-")
        && range.get() instanceof RangeHeader.Between(long first, long last)) {
      return Optional.of(new ByteRange.Between(first, last));
    }
    throw S3Exception.argument(
        "The x-amz-copy-source-range value must be of the form bytes=first-last where first and"
            + " last are the zero-based offsets of the first and last bytes to copy",
        NAME,
        header.get());
  }

  static S3Exception outside(S3Request request, long size) {
    return S3Exception.argument(
        "Range specified is not valid for source object of size: " + size,
        NAME,
        request.header(NAME).orElse(""));
  }
}
