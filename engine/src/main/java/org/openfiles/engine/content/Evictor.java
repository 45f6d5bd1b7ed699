package org.openfiles.engine.content;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.openfiles.core.ExpireReport;
import org.openfiles.engine.content.ContentTables.Rest;

/// Drops clean bytes, least recently used contents first.
final class Evictor {
  /// How many contents are looked at before the next look.
  private static final int PORTION = 64;

  /// The part of the capacity that is freed at once, so that not every write evicts.
  private static final int SHARE = 64;

  private final ContentCache cache;
  private final ReentrantLock lock = new ReentrantLock();

  Evictor(ContentCache cache) {
    this.cache = cache;
  }

  /// Makes room for so many bytes; false where that is impossible, as all others are dirty.
  boolean free(long bytes) throws IOException {
    lock.lock();
    try {
      Space space = cache.space();
      if (space.excess(bytes) <= 0) {
        return true;
      }
      long goal = space.capacity() / SHARE;
      walk(Long.MAX_VALUE, () -> space.excess(bytes) <= -goal);
      return space.excess(bytes) <= 0;
    } finally {
      lock.unlock();
    }
  }

  /// Drops the clean bytes of everything last used before a time.
  ExpireReport expire(long before) throws IOException {
    lock.lock();
    try {
      return walk(before, () -> false);
    } finally {
      lock.unlock();
    }
  }

  private interface Enough {
    boolean reached();
  }

  private ExpireReport walk(long before, Enough enough) throws IOException {
    cache.collect();
    cache.saveLoaded();
    long files = 0;
    long bytes = 0;
    Rest from = new Rest(0, 0);
    while (!enough.reached()) {
      List<Rest> portion = cache.leastRecent(from, PORTION);
      for (Rest rest : portion) {
        if (enough.reached() || rest.recency() >= before) {
          return new ExpireReport(files, bytes);
        }
        long freed = cache.evict(rest.id());
        files += freed > 0 ? 1 : 0;
        bytes += freed;
      }
      if (portion.size() < PORTION) {
        return new ExpireReport(files, bytes);
      }
      Rest last = portion.getLast();
      from = new Rest(last.recency(), last.id() + 1);
    }
    return new ExpireReport(files, bytes);
  }
}
