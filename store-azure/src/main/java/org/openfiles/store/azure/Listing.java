package org.openfiles.store.azure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ObjectInfo;

/// One page of a listing.
///
/// Azure rolls up by a slash. By any other delimiter it is done here: a request per rolled-up
/// prefix that has more keys than were fetched with its first.
final class Listing {
  private final Areas areas;
  private final ListRequest request;
  private final List<ObjectInfo> objects = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private ListRequest.Start next = ListRequest.Start.BEGINNING;

  private Listing(Areas areas, ListRequest request) {
    this.areas = areas;
    this.request = request;
  }

  static ListPage page(Areas areas, ListRequest request) throws IOException {
    return new Listing(areas, request).page();
  }

  private ListPage page() throws IOException {
    Bound bound = Bound.of(request);
    Optional<String> within = rolledUp(bound.text());
    if (bound.text().startsWith(request.prefix()) && within.isPresent()) {
      // It begins amid what is rolled up: that is in the page if anything of it is left.
      if (areas.from(within.get(), "", bound, 1).peek() != null) {
        add(within.get());
      }
      bound = Bound.behind(within.get());
    }
    return Areas.isPossible(request.prefix(), bound) ? fill(bound) : page(Optional.empty());
  }

  private ListPage fill(Bound bound) throws IOException {
    boolean byAzure = request.delimiter().equals("/");
    int room =
        byAzure || request.delimiter().isEmpty()
            ? (int) Math.min(request.limit() + 2L, Integer.MAX_VALUE)
            : Integer.MAX_VALUE;
    Run run = areas.from(request.prefix(), byAzure ? "/" : "", bound, room);
    for (Found found = run.peek(); found != null; found = run.peek()) {
      if (!prefixes.isEmpty() && found.text().startsWith(prefixes.getLast())) {
        run.skip(prefixes.getLast());
        continue;
      }
      if (objects.size() + prefixes.size() == request.limit()) {
        return page(Optional.of(next));
      }
      Optional<String> rolledUp = rolledUp(found.text());
      if (rolledUp.isPresent()) {
        add(rolledUp.get());
        run.skip(rolledUp.get());
      } else if (found instanceof Found.Single single) {
        objects.add(single.info());
        next = new ListRequest.Start.AfterKey(found.text());
        run.take();
      }
    }
    return page(Optional.empty());
  }

  private void add(String prefix) {
    prefixes.add(prefix);
    next = new ListRequest.Start.AfterPrefix(prefix);
  }

  private Optional<String> rolledUp(String text) {
    String delimiter = request.delimiter();
    int from = request.prefix().length();
    int at = delimiter.isEmpty() ? -1 : text.indexOf(delimiter, from);
    return at < 0 ? Optional.empty() : Optional.of(text.substring(0, at + delimiter.length()));
  }

  private ListPage page(Optional<ListRequest.Start> next) {
    return new ListPage(objects, prefixes, next);
  }
}
