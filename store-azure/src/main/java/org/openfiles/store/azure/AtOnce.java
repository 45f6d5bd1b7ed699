package org.openfiles.store.azure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Gatherers;

/// Several requests under way at a time, since each one mostly waits.
final class AtOnce {
  private static final int REQUESTS = 8;

  private AtOnce() {}

  /// One of them.
  interface Each<T, R> {
    R run(T item) throws IOException;
  }

  /// What each answered, in order; the first fault ends the rest.
  static <T, R> List<R> map(List<T> items, Each<T, R> each) throws IOException {
    try {
      return items.stream()
          .gather(
              Gatherers.mapConcurrent(
                  REQUESTS,
                  item -> {
                    try {
                      return each.run(item);
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  }))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
