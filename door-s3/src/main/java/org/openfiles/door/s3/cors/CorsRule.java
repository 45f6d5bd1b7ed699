package org.openfiles.door.s3.cors;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One rule: which origins may do what. `*` in an origin or a header stands for any characters, and
/// may be there once.
record CorsRule(
    Optional<String> id,
    List<String> origins,
    List<String> methods,
    List<String> headers,
    List<String> exposed,
    Optional<Integer> maxAgeSeconds) {

  boolean admits(String origin, String method) {
    return methods.contains(method) && origins.stream().anyMatch(each -> matches(each, origin));
  }

  boolean admitsHeader(String name) {
    return headers.stream()
        .anyMatch(each -> matches(each.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)));
  }

  /// Whether its answer is the same for every origin.
  boolean isForAll() {
    return origins.contains("*");
  }

  private static boolean matches(String pattern, String text) {
    int star = pattern.indexOf('*');
    return star < 0
        ? pattern.equals(text)
        : text.length() >= pattern.length() - 1
            && text.startsWith(pattern.substring(0, star))
            && text.endsWith(pattern.substring(star + 1));
  }
}
