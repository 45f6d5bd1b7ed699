package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ListRequest.Start;

/// Compares a listing with one that is known to be right: prefixes, delimiters and starts cut from
/// its own keys, pages of every size.
public final class ListingOracle {

  /// The verb.
  public interface Listing {
    ListPage list(ListRequest request) throws IOException;
  }

  private static final int[] LIMITS = {1, 2, 3, 7, 50, 1000};

  /// Single pages are slow to go through, and after some of them nothing new happens.
  private static final int PAGES_MAX = 400;

  private static final int TRIALS = 300;
  private static final int PAGES_OF_TRIAL_MAX = 8;

  private final Listing right;
  private final Random random;

  public ListingOracle(Listing right, Random random) {
    this.right = right;
    this.random = random;
  }

  public void compare(Listing tested) throws IOException {
    List<String> keys =
        right.list(new ListRequest("", "", Start.BEGINNING, Integer.MAX_VALUE)).objects().stream()
            .map(object -> object.key().value())
            .toList();
    for (int limit : LIMITS) {
      compare(tested, new ListRequest("", "", Start.BEGINNING, limit), PAGES_MAX);
      compare(tested, new ListRequest("", "/", Start.BEGINNING, limit), PAGES_MAX);
    }
    for (int trial = 0; trial < TRIALS; trial++) {
      String prefix = random.nextInt(3) == 0 ? "" : piece(keys, true);
      String delimiter =
          switch (random.nextInt(4)) {
            case 0 -> "";
            case 1, 2 -> "/";
            default -> piece(keys, false);
          };
      Start start =
          switch (random.nextInt(4)) {
            case 0 -> Start.BEGINNING;
            case 1 -> new Start.AfterPrefix(piece(keys, true));
            case 2 -> new Start.AfterKey(piece(keys, true));
            default -> new Start.AfterKey(prefix + piece(keys, false));
          };
      int limit = LIMITS[random.nextInt(LIMITS.length)];
      compare(tested, new ListRequest(prefix, delimiter, start, limit), PAGES_OF_TRIAL_MAX);
    }
  }

  /// The start of a key, or a short piece out of it, or one more than either.
  private String piece(List<String> keys, boolean first) {
    if (keys.isEmpty()) {
      return "a";
    }
    int[] points = keys.get(random.nextInt(keys.size())).codePoints().toArray();
    int from = first ? 0 : random.nextInt(points.length);
    int length =
        first
            ? random.nextInt(points.length + 1)
            : 1 + random.nextInt(Math.min(2, points.length - from));
    String piece = new String(points, from, length);
    return random.nextInt(8) == 0 ? piece + "/" : piece;
  }

  private void compare(Listing tested, ListRequest request, int pagesMax) throws IOException {
    Optional<ListRequest> expected = Optional.of(request);
    Optional<ListRequest> actual = Optional.of(request);
    for (int pages = 0; pages < pagesMax && actual.isPresent(); pages++) {
      ListPage right = this.right.list(expected.orElseThrow());
      ListPage page = tested.list(actual.get());
      assertThat(entries(page)).as("%s", actual.get()).isEqualTo(entries(right));
      expected = right.next().map(next -> startingAt(request, next));
      actual = page.next().map(next -> startingAt(request, next));
      assertThat(actual.isPresent()).as("next of %s", request).isEqualTo(expected.isPresent());
    }
  }

  private static ListRequest startingAt(ListRequest request, Start start) {
    return new ListRequest(request.prefix(), request.delimiter(), start, request.limit());
  }

  private static List<List<String>> entries(ListPage page) {
    List<String> keys = new ArrayList<>();
    page.objects().forEach(object -> keys.add(object.key().value()));
    return List.of(keys, page.prefixes());
  }
}
