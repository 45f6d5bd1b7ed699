package org.openfiles.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openfiles.core.ObjectMetadata;

/// An object's metadata as the headers of a request that makes it, and back. Tags go out in a
/// header, and come back by a request of their own.
///
/// Properties are user metadata of a reserved name, so that they stay with the object; user
/// metadata of such a name is refused, or a client could set what only a door may.
final class MetadataHeaders {
  private static final String USER = "x-amz-meta-";
  private static final String PROPERTY = "openfiles-property-";
  private static final String TAGGING = "x-amz-tagging";
  private static final String TYPE = "content-type";

  /// What S3 says of an object that no type was given.
  private static final String NO_TYPE = "binary/octet-stream";

  private static final Set<String> KEPT =
      Set.of(
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          TYPE,
          "expires");

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private MetadataHeaders() {}

  static Map<String, String> write(ObjectMetadata metadata) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(TYPE, NO_TYPE);
    metadata.headers().forEach((name, value) -> headers.put(kept(name), printable(name, value)));
    metadata.user().forEach((name, value) -> headers.put(user(name), EncodedWords.encode(value)));
    metadata
        .properties()
        .forEach((name, value) -> headers.put(property(name), EncodedWords.encode(value)));
    if (!metadata.tags().isEmpty()) {
      headers.put(TAGGING, tagging(metadata.tags()));
    }
    return headers;
  }

  /// Everything but the tags, from the headers of an answer, whose names are in lower case.
  static ObjectMetadata read(Map<String, List<String>> headers) {
    Map<String, String> kept = new HashMap<>();
    Map<String, String> user = new HashMap<>();
    Map<String, String> properties = new HashMap<>();
    headers.forEach(
        (name, values) -> {
          String value = String.join(",", values);
          if (KEPT.contains(name)) {
            kept.put(name, value);
          } else if (name.startsWith(USER + PROPERTY)) {
            properties.put(
                name.substring(USER.length() + PROPERTY.length()), EncodedWords.decode(value));
          } else if (name.startsWith(USER)) {
            user.put(name.substring(USER.length()), EncodedWords.decode(value));
          }
        });
    kept.remove(TYPE, NO_TYPE);
    return new ObjectMetadata(kept, user, Map.of(), properties);
  }

  private static String kept(String name) {
    if (!KEPT.contains(name)) {
      throw new IllegalArgumentException("S3 does not keep this header: " + name);
    }
    return name;
  }

  private static String printable(String name, String value) {
    if (!EncodedWords.isPrintable(value)) {
      throw new IllegalArgumentException("not printable ASCII: header=" + name);
    }
    return value;
  }

  private static String user(String name) {
    if (name.startsWith(PROPERTY)) {
      throw new IllegalArgumentException("a reserved name of metadata: " + name);
    }
    return USER + token(name);
  }

  private static String property(String name) {
    return USER + PROPERTY + token(name);
  }

  private static String token(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name of a header: " + name);
    }
    return name;
  }

  private static String tagging(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> encode(tag.getKey()) + "=" + encode(tag.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
