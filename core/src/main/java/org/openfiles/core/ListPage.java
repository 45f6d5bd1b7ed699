package org.openfiles.core;

import java.util.List;
import java.util.Optional;

/// One page of a listing.
///
/// @param next where the next page begins; empty when this is the last
public record ListPage(
    List<ObjectInfo> objects, List<String> prefixes, Optional<ListRequest.Start> next) {
  public ListPage {
    objects = List.copyOf(objects);
    prefixes = List.copyOf(prefixes);
  }
}
