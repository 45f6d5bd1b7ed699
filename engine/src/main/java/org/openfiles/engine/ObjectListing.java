package org.openfiles.engine;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ListRequest.Start;

/// Lists the objects of a volume: the store is asked for a page of what it has there, the index
/// takes that in, and what the index then has up to the end of that page is told. So a page costs
/// about what it costs at the store, and shows all that was done here.
final class ObjectListing {
  private final ListingImport listings;
  private final ObjectWalk walk;

  ObjectListing(ListingImport listings, ObjectWalk walk) {
    this.listings = listings;
    this.walk = walk;
  }

  ListPage list(ListRequest request) throws IOException {
    PageInProgress page = new PageInProgress(request);
    if (request.start() instanceof Start.AfterPrefix(String prefix) && prefix.isEmpty()) {
      return page.done();
    }
    ListedRange range = ListedRange.of(request.start());
    while (true) {
      Optional<ListedRange> rest =
          listings.bring(request.prefix(), request.delimiter(), range, page.wanted());
      walk.fill(page, request, range, rest.map(ListedRange::from), this::hasObject);
      if (page.isOver() || rest.isEmpty()) {
        return page.done();
      }
      range = later(rest.get(), page.behindPrefix());
    }
  }

  private static ListedRange later(ListedRange rest, Optional<Start> behind) {
    Optional<ListedRange> other = behind.map(ListedRange::of);
    return other.filter(each -> each.from().compareTo(rest.from()) > 0).orElse(rest);
  }

  /// Whether some object shows that begins with a prefix, from a place on.
  private boolean hasObject(String prefix, Start from) throws IOException {
    return !list(new ListRequest(prefix, "", from, 1)).objects().isEmpty();
  }
}
