package org.openfiles.folder;

import java.io.IOException;
import java.util.Collection;

/// Does something to each of several things, to the others also when one fails.
final class EachOf {
  private EachOf() {}

  @FunctionalInterface
  interface Action<T> {
    void on(T each) throws IOException;
  }

  static <T> void run(Collection<? extends T> all, Action<T> action) throws IOException {
    Exception fault = null;
    for (T each : all) {
      try {
        action.on(each);
      } catch (IOException | RuntimeException e) {
        if (fault == null) {
          fault = e;
        } else {
          fault.addSuppressed(e);
        }
      }
    }
    switch (fault) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new IOException(fault);
    }
  }
}
