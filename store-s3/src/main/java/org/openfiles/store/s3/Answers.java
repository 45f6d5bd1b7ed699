package org.openfiles.store.s3;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.Slice;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.S3Response;

/// What answers say of objects.
final class Answers {
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

  /// The bytes that an answer has, and how many the object has.
  record Extent(Slice slice, long size) {}

  private Answers() {}

  /// Of an object that was asked for by HEAD or GET, but for its tags.
  static <T extends S3Response & SdkPojo> ObjectInfo info(Key key, T answer) {
    SdkHttpResponse http = answer.sdkHttpResponse();
    ETag etag = ETags.parse(required(http, "ETag", Optional::of));
    return new ObjectInfo(
        key,
        extent(http).size(),
        etag,
        required(http, "Last-Modified", Answers::time),
        MetadataHeaders.read(lowerCase(http.headers())),
        Checksums.of(answer),
        ETags.partCount(etag));
  }

  static Extent extent(SdkHttpResponse http) {
    Optional<Matcher> range = http.firstMatchingHeader("Content-Range").map(CONTENT_RANGE::matcher);
    if (range.isPresent() && range.get().matches()) {
      long first = Long.parseLong(range.get().group(1));
      long last = Long.parseLong(range.get().group(2));
      return new Extent(new Slice(first, last - first + 1), Long.parseLong(range.get().group(3)));
    }
    long length = required(http, "Content-Length", text -> Optional.of(Long.parseLong(text)));
    return new Extent(new Slice(0, length), length);
  }

  /// Of an object in a listing, which says nothing of metadata and checksums.
  static ObjectInfo info(S3Object listed) {
    ETag etag = ETags.parse(listed.eTag());
    return new ObjectInfo(
        new Key(listed.key()),
        listed.size(),
        etag,
        listed.lastModified(),
        ObjectMetadata.EMPTY,
        List.of(),
        ETags.partCount(etag));
  }

  /// The server's clock, to the second: the best that an answer to a PUT says of the object's time.
  static Instant date(S3Response answer) {
    return required(answer.sdkHttpResponse(), "Date", Answers::time);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
    Map<String, List<String>> lower = new HashMap<>();
    headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
    return lower;
  }

  private static <T> T required(
      SdkHttpResponse http, String header, Function<String, Optional<T>> parser) {
    return http.firstMatchingHeader(header)
        .flatMap(parser)
        .orElseThrow(() -> SdkClientException.create("the answer lacks a legal header: " + header));
  }
}
