package org.openfiles.core;

/// One page of keys is wanted, in ascending order of their UTF-8 bytes.
///
/// @param prefix only keys that begin with it; empty for all
/// @param delimiter keys that have it after the prefix are rolled up to what ends with it; empty
///   for no roll-up
/// @param start where the page begins
/// @param limit how many keys and rolled-up prefixes at the most
public record ListRequest(String prefix, String delimiter, Start start, int limit) {

  /// Where a page begins.
  public sealed interface Start {
    Start BEGINNING = new AfterKey("");

    /// With the first key greater than this.
    record AfterKey(String key) implements Start {}

    /// With the first key that is greater than this and doesn't begin with it.
    record AfterPrefix(String prefix) implements Start {}
  }

  public ListRequest {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has room for one entry at least: limit=" + limit);
    }
  }
}
