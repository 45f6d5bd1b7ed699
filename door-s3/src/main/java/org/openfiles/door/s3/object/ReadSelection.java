package org.openfiles.door.s3.object;

import java.time.Instant;
import java.util.Optional;
import org.openfiles.core.ByteRange;
import org.openfiles.core.ObjectInfo;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Numbers;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.http.EntityTags;
import org.openfiles.http.HttpDate;
import org.openfiles.http.RangeHeader;

/// Which bytes a GET or HEAD is about: all of them, those of the header `Range`, or those of one
/// part.
record ReadSelection(ByteRange range, Optional<String> ifRange) {
  private static final ReadSelection ALL = new ReadSelection(ByteRange.ALL, Optional.empty());

  static ReadSelection of(S3Request request) throws S3Exception {
    Optional<String> header = request.header("range");
    Optional<String> part = request.query().first("partNumber");
    if (part.isPresent()) {
      if (header.isPresent()) {
        throw S3Error.INVALID_REQUEST.exception(
            "Cannot specify both Range header and partNumber query parameter");
      }
      return new ReadSelection(
          new ByteRange.Part(Numbers.partNumber(part.get())), Optional.empty());
    }
    return header
        .flatMap(RangeHeader::parse)
        .map(range -> new ReadSelection(bytes(range), request.header("if-range")))
        .orElse(ALL);
  }

  private static ByteRange bytes(RangeHeader header) {
    return switch (header) {
      case RangeHeader.Between(long first, long last) -> new ByteRange.Between(first, last);
      case RangeHeader.Last(long length) -> new ByteRange.Last(length);
    };
  }

  static ReadSelection all() {
    return ALL;
  }

  boolean isWhole() {
    return range instanceof ByteRange.All;
  }

  boolean isPart() {
    return range instanceof ByteRange.Part;
  }

  /// Whether it asks for the last 0 bytes, which no object has.
  boolean isNothing() {
    return range instanceof ByteRange.Last(long length) && length == 0;
  }

  boolean selects(int part) {
    return range instanceof ByteRange.Part(int number) && number == part;
  }

  /// Whether the range is about that version (RFC 9110 section 13.1.5): if not, all of it is sent.
  boolean holdsFor(ObjectInfo info) {
    if (ifRange.isEmpty()) {
      return true;
    }
    Optional<Instant> date = HttpDate.parse(ifRange.get());
    return date.isPresent()
        ? date.get().getEpochSecond() == info.lastModified().getEpochSecond()
        : EntityTags.parse(ifRange.get()).match(info.etag().value());
  }
}
