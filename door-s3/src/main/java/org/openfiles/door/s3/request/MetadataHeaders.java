package org.openfiles.door.s3.request;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Headers;

/// What the headers of a write say of the object beside its bytes: representation headers, user
/// metadata, storage class and tags.
public final class MetadataHeaders {
  public static final String USER_PREFIX = "x-amz-meta-";

  /// The most bytes of user metadata, names and values together ("Working with object metadata").
  private static final int USER_BYTES_MAX = 2048;

  private static final String CHUNKED = "aws-chunked";

  private MetadataHeaders() {}

  /// All of it, for an object that is written anew.
  public static ObjectMetadata read(Headers headers) throws S3Exception {
    Map<String, String> stored = new HashMap<>();
    Map<String, String> user = new HashMap<>();
    headers.forEach((name, value) -> sort(name, value, stored, user));
    requireSmall(user);
    return new ObjectMetadata(
        stored,
        user,
        headers.contains("x-amz-tagging")
            ? TagSet.parseHeader(headers.first("x-amz-tagging").orElseThrow())
            : Map.of(),
        properties(headers));
  }

  /// What this door alone understands of it.
  public static Map<String, String> properties(Headers headers) throws S3Exception {
    Map<String, String> properties = new HashMap<>(2);
    String storageClass = StorageClass.require(headers.first("x-amz-storage-class"));
    if (!storageClass.equals(StorageClass.STANDARD)) {
      properties.put(StorageClass.PROPERTY, storageClass);
    }
    RedirectLocation.read(headers)
        .ifPresent(location -> properties.put(RedirectLocation.PROPERTY, location));
    return properties;
  }

  private static void sort(
      String name, String value, Map<String, String> stored, Map<String, String> user) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith(USER_PREFIX)) {
      // A name sent several times is one value to S3, joined as RFC 9110 section 5.3 has it.
      user.merge(lower.substring(USER_PREFIX.length()), value, (left, right) -> left + "," + right);
      return;
    }
    switch (lower) {
      case "cache-control", "content-disposition", "content-language", "content-type", "expires" ->
          putUnlessEmpty(stored, lower, value);
      case "content-encoding" -> putUnlessEmpty(stored, lower, withoutChunking(value));
      default -> {}
    }
  }

  private static void putUnlessEmpty(Map<String, String> stored, String name, String value) {
    if (!value.isEmpty()) {
      stored.merge(name, value, (left, right) -> left + "," + right);
    }
  }

  /// `aws-chunked` says how the bytes travel, and is not kept with them.
  private static String withoutChunking(String encodings) {
    if (!encodings.contains(CHUNKED)) {
      return encodings;
    }
    StringBuilder kept = new StringBuilder();
    for (int start = 0; start <= encodings.length(); ) {
      int end = encodings.indexOf(',', start);
      if (end < 0) {
        end = encodings.length();
      }
      String encoding = encodings.substring(start, end).strip();
      if (!encoding.equals(CHUNKED) && !encoding.isEmpty()) {
        kept.append(kept.isEmpty() ? "" : ",").append(encoding);
      }
      start = end + 1;
    }
    return kept.toString();
  }

  private static void requireSmall(Map<String, String> user) throws S3Exception {
    int bytes = 0;
    for (Map.Entry<String, String> entry : user.entrySet()) {
      bytes += entry.getKey().length() + entry.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    if (bytes > USER_BYTES_MAX) {
      throw S3Error.METADATA_TOO_LARGE
          .exception()
          .with("Size", Integer.toString(bytes))
          .with("MaxSizeAllowed", Integer.toString(USER_BYTES_MAX));
    }
  }
}
