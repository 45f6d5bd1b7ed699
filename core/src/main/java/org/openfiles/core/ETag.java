package org.openfiles.core;

/// An entity tag without its quotes: opaque, compared byte for byte.
public record ETag(String value) {
  public ETag {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an etag is not empty");
    }
  }

  /// The form of RFC 9110 section 8.8.3, as it stands in a header.
  public String quoted() {
    return '"' + value + '"';
  }
}
