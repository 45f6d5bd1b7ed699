package org.openfiles.folder;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Closes several things, all of them also when one fails.
final class Closing {
  private Closing() {}

  static void all(List<? extends AutoCloseable> all) throws IOException {
    Exception fault = null;
    for (AutoCloseable each : all) {
      fault = closed(each, fault);
    }
    switch (fault) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new IOException(fault);
    }
  }

  private static @Nullable Exception closed(AutoCloseable each, @Nullable Exception before) {
    try {
      each.close();
      return before;
    } catch (Exception e) {
      if (before == null) {
        return e;
      }
      before.addSuppressed(e);
      return before;
    }
  }
}
