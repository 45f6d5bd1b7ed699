package org.openfiles.engine.content;

import java.util.LinkedHashSet;

/// The last so many ids that were added.
final class RecentIds {
  private final int max;
  private final LinkedHashSet<Long> ids = new LinkedHashSet<>();

  RecentIds(int max) {
    this.max = max;
  }

  synchronized boolean contains(long id) {
    return ids.contains(id);
  }

  synchronized void add(long id) {
    ids.addLast(id);
    if (ids.size() > max) {
      ids.removeFirst();
    }
  }
}
