package org.openfiles.store.azure;

import com.azure.core.http.rest.PagedIterable;
import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The blobs of a prefix as Azure lists them: ascending by UTF-16 units, page after page, from
/// where it is told to begin.
final class BlobRun {
  /// What Azure gives at most in a page, and keeps from clients that ask for less.
  private static final int PAGE_MAX = 5000;

  private final AzureContainer container;
  private final String prefix;
  private final String delimiter;
  private final int pageSize;
  private final Deque<BlobItem> page = new ArrayDeque<>();
  private String start;
  private @Nullable String token;
  private boolean begun;
  private boolean ended;

  /// @param delimiter empty, or one character
  /// @param start where to begin, in the order of UTF-16
  /// @param room how many entries will be asked for, about
  BlobRun(AzureContainer container, String prefix, String delimiter, String start, int room) {
    this.container = container;
    this.prefix = prefix;
    this.delimiter = delimiter;
    this.start = start;
    this.pageSize = Math.clamp(room, 1, PAGE_MAX);
  }

  /// The next entry, without taking it; null at the end.
  @Nullable BlobItem peek() throws IOException {
    while (page.isEmpty() && !ended) {
      fetch();
    }
    return page.peek();
  }

  void take() {
    page.remove();
  }

  /// Drops what is less. What was not fetched yet is never asked for.
  void skipTo(String text) throws IOException {
    if (text.compareTo(start) > 0) {
      start = text;
    }
    dropEarly();
    if (page.isEmpty() && !ended) {
      begun = false;
      token = null;
    }
  }

  void skipToEnd() {
    page.clear();
    ended = true;
  }

  private void dropEarly() {
    while (!page.isEmpty() && page.peek().getName().compareTo(start) < 0) {
      page.remove();
    }
  }

  private void fetch() throws IOException {
    AzureFaults.translated(
        prefix,
        () -> {
          PagedResponse<BlobItem> response = pages().iterator().next();
          response.getValue().stream()
              .sorted(Comparator.comparing(BlobItem::getName))
              .forEach(page::add);
          token = response.getContinuationToken();
          begun = true;
          ended = token == null || token.isEmpty();
          return page;
        });
    dropEarly();
  }

  private Iterable<PagedResponse<BlobItem>> pages() {
    ListBlobsOptions options =
        new ListBlobsOptions()
            .setPrefix(prefix.isEmpty() ? null : prefix)
            .setMaxResultsPerPage(pageSize)
            .setDetails(new BlobListDetails().setRetrieveMetadata(true));
    if (start.compareTo(prefix) > 0) {
      options.setStartFrom(start);
    }
    PagedIterable<BlobItem> items =
        delimiter.isEmpty()
            ? container.container().listBlobs(options, null)
            : container.container().listBlobsByHierarchy(delimiter, options, null);
    return begun ? items.iterableByPage(token) : items.iterableByPage();
  }
}
