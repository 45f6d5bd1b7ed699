package org.openfiles.engine;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.openfiles.core.ListRequest.Start;

/// Keys from a place on, in the order of their bytes: as strings of one char for each byte, which
/// compare as the rows of the index do.
///
/// @param start how a store is asked for them
/// @param from the least string that a key of them may be
record ListedRange(Start start, String from) {
  static ListedRange of(Start start) {
    return new ListedRange(
        start,
        switch (start) {
          case Start.AfterKey(String key) -> key.isEmpty() ? "" : latin(key) + "\0";
          case Start.AfterPrefix(String prefix) -> above(latin(prefix)).orElse("");
        });
  }

  static String latin(String key) {
    return Latin.text(key.getBytes(StandardCharsets.UTF_8));
  }

  /// The least string that is greater than all that begin with this one; empty where there is none.
  static Optional<String> above(String latin) {
    // No byte of UTF-8 is the last one there is.
    return latin.isEmpty()
        ? Optional.empty()
        : Optional.of(
            latin.substring(0, latin.length() - 1) + (char) (latin.charAt(latin.length() - 1) + 1));
  }

  /// Whether there is a key in it that begins with this.
  boolean reaches(String latinPrefix) {
    return above(latinPrefix).map(end -> from.compareTo(end) < 0).orElse(true);
  }

  boolean contains(String latinKey) {
    return latinKey.compareTo(from) >= 0;
  }
}
