package org.openfiles.store.azure;

import org.openfiles.core.Key;
import org.openfiles.core.ListRequest;

/// The least key of a listing, in UTF-8 order, or what is just below it.
record Bound(String text, boolean inclusive) {
  /// Above every key: none is longer than the longest of the greatest code point.
  static final Bound END = new Bound("\udbff\udfff".repeat(Key.BYTES_MAX), false);

  static Bound of(ListRequest request) {
    Bound start =
        switch (request.start()) {
          case ListRequest.Start.AfterKey after -> new Bound(after.key(), false);
          case ListRequest.Start.AfterPrefix after -> behind(after.prefix());
        };
    return Key.compare(start.text, request.prefix()) < 0
        ? new Bound(request.prefix(), true)
        : start;
  }

  /// Behind everything that begins with a prefix.
  static Bound behind(String prefix) {
    String next = CodePoints.behindInUtf8(prefix);
    return next.isEmpty() ? END : new Bound(next, true);
  }

  boolean admits(String key) {
    int order = Key.compare(key, text);
    return inclusive ? order >= 0 : order > 0;
  }
}
