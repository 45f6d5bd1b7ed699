package org.openfiles.core;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What is kept with an object beside its bytes. Immutable; all names are lower case but those of
/// tags.
///
/// @param headers representation headers of RFC 9110 that are stored and returned as they were sent
///   (`content-type`, `cache-control`, `content-encoding`, ...)
/// @param user what clients attached, without any protocol's prefix
/// @param tags names and values that are searched and billed by, changed without touching the bytes
/// @param properties what one door alone understands (an owner, an access list, a storage class)
public record ObjectMetadata(
    Map<String, String> headers,
    Map<String, String> user,
    Map<String, String> tags,
    Map<String, String> properties) {

  public static final ObjectMetadata EMPTY =
      new ObjectMetadata(Map.of(), Map.of(), Map.of(), Map.of());

  public ObjectMetadata {
    headers = sorted(headers);
    user = sorted(user);
    tags = sorted(tags);
    properties = sorted(properties);
  }

  public ObjectMetadata withHeaders(Map<String, String> replacement) {
    return new ObjectMetadata(replacement, user, tags, properties);
  }

  public ObjectMetadata withUser(Map<String, String> replacement) {
    return new ObjectMetadata(headers, replacement, tags, properties);
  }

  public ObjectMetadata withTags(Map<String, String> replacement) {
    return new ObjectMetadata(headers, user, replacement, properties);
  }

  public ObjectMetadata withProperties(Map<String, String> replacement) {
    return new ObjectMetadata(headers, user, tags, replacement);
  }

  private static Map<String, String> sorted(Map<String, String> map) {
    return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
