package org.openfiles.door.s3.object;

import java.util.List;
import java.util.Map;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.door.s3.request.MetadataHeaders;
import org.openfiles.door.s3.request.RedirectLocation;
import org.openfiles.door.s3.request.StorageClass;
import org.openfiles.http.Headers;
import org.openfiles.http.HttpDate;

/// What the headers of an answer say of an object.
final class ObjectHeaders {
  private ObjectHeaders() {}

  /// Everything that is kept with it, for an answer that has it or stands for it.
  static Headers.Builder of(ObjectInfo info) {
    Headers.Builder headers = Headers.builder();
    validators(headers, info);
    headers.add("Accept-Ranges", "bytes");
    ObjectMetadata metadata = info.metadata();
    int missing = 0;
    for (Map.Entry<String, String> entry : metadata.headers().entrySet()) {
      missing += add(headers, canonical(entry.getKey()), entry.getValue());
    }
    if (!metadata.headers().containsKey("content-type")) {
      headers.add("Content-Type", defaultType(info));
    }
    for (Map.Entry<String, String> entry : metadata.user().entrySet()) {
      missing += add(headers, MetadataHeaders.USER_PREFIX + entry.getKey(), entry.getValue());
    }
    if (missing > 0) {
      headers.add("x-amz-missing-meta", Integer.toString(missing));
    }
    String storageClass = StorageClass.of(metadata);
    if (!storageClass.equals(StorageClass.STANDARD)) {
      headers.add("x-amz-storage-class", storageClass);
    }
    RedirectLocation.of(metadata)
        .ifPresent(location -> headers.add(RedirectLocation.HEADER, location));
    if (!metadata.tags().isEmpty()) {
      headers.add("x-amz-tagging-count", Integer.toString(metadata.tags().size()));
    }
    return headers;
  }

  /// What a 304 says (RFC 9110 section 15.4.5).
  static Headers notModified(ObjectInfo info) {
    Headers.Builder headers = Headers.builder();
    validators(headers, info);
    Map<String, String> kept = info.metadata().headers();
    for (String name : List.of("cache-control", "expires")) {
      if (kept.containsKey(name)) {
        headers.add(canonical(name), kept.get(name));
      }
    }
    return headers.build();
  }

  private static void validators(Headers.Builder headers, ObjectInfo info) {
    headers.add("ETag", info.etag().quoted());
    headers.add("Last-Modified", HttpDate.format(info.lastModified()));
  }

  /// A file that no client uploaded has no metadata at all: its name is the best there is.
  private static String defaultType(ObjectInfo info) {
    return info.metadata().equals(ObjectMetadata.EMPTY)
        ? ContentTypes.byName(info.key().value())
        : ContentTypes.DEFAULT;
  }

  /// Adds a header, and says how many are missing for it. A value with control characters, which
  /// another program can have left beside the bytes, fits into none: it is counted instead, as S3
  /// counts what SOAP clients left.
  private static int add(Headers.Builder headers, String name, String value) {
    try {
      headers.add(name, value);
      return 0;
    } catch (IllegalArgumentException _) {
      return 1;
    }
  }

  private static String canonical(String name) {
    return switch (name) {
      case "cache-control" -> "Cache-Control";
      case "content-disposition" -> "Content-Disposition";
      case "content-encoding" -> "Content-Encoding";
      case "content-language" -> "Content-Language";
      case "content-type" -> "Content-Type";
      case "expires" -> "Expires";
      default -> name;
    };
  }
}
