package org.openfiles.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A listing told in the plainest way: look at every key, in order.
final class MemoryListing {
  private final ListRequest request;
  private final List<ObjectInfo> objects = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private ListRequest.Start next = ListRequest.Start.BEGINNING;

  private MemoryListing(ListRequest request) {
    this.request = request;
  }

  static ListPage page(ListRequest request, Iterable<MemoryObject> ascending) {
    MemoryListing listing = new MemoryListing(request);
    for (MemoryObject object : ascending) {
      if (listing.isWanted(object.info().key()) && !listing.add(object.info())) {
        return listing.page(Optional.of(listing.next));
      }
    }
    return listing.page(Optional.empty());
  }

  private boolean isWanted(Key key) {
    if (!key.value().startsWith(request.prefix())) {
      return false;
    }
    return switch (request.start()) {
      case ListRequest.Start.AfterKey after -> Key.compare(key.value(), after.key()) > 0;
      case ListRequest.Start.AfterPrefix after ->
          Key.compare(key.value(), after.prefix()) > 0 && !key.value().startsWith(after.prefix());
    };
  }

  /// False when the page has no room for it.
  private boolean add(ObjectInfo info) {
    Optional<String> rolledUp = rolledUp(info.key().value());
    if (rolledUp.isPresent() && !prefixes.isEmpty() && prefixes.getLast().equals(rolledUp.get())) {
      return true;
    }
    if (objects.size() + prefixes.size() == request.limit()) {
      return false;
    }
    if (rolledUp.isPresent()) {
      prefixes.add(rolledUp.get());
      next = new ListRequest.Start.AfterPrefix(rolledUp.get());
    } else {
      objects.add(info);
      next = new ListRequest.Start.AfterKey(info.key().value());
    }
    return true;
  }

  private Optional<String> rolledUp(String key) {
    String delimiter = request.delimiter();
    int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, request.prefix().length());
    return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
  }

  private ListPage page(Optional<ListRequest.Start> next) {
    return new ListPage(objects, prefixes, next);
  }
}
