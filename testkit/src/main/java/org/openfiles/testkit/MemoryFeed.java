package org.openfiles.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.Caller;
import org.openfiles.core.Change;
import org.openfiles.core.ChangeFeed;

/// A feed of what a test says happened, of which the last few are kept.
public final class MemoryFeed implements ChangeFeed {
  private static final int KEPT = 1000;

  private final List<Change> changes = new ArrayList<>();

  /// Something happened.
  public synchronized void add(Caller caller, Change.Kind kind, String path) {
    changes.add(
        new Change(
            changes.size() + 1L,
            Instant.EPOCH,
            caller,
            kind,
            path,
            Optional.empty(),
            Optional.empty()));
    notifyAll();
  }

  @Override
  public synchronized long newest() {
    return changes.size();
  }

  @Override
  public synchronized long oldest() {
    return Math.max(1, changes.size() - KEPT + 1);
  }

  @Override
  public synchronized Page after(long sequence, int limit) {
    int begin = (int) Math.max(sequence, oldest() - 1);
    int end = Math.min(changes.size(), begin + limit);
    return new Page(changes.subList(begin, end), Math.max(sequence, end));
  }

  @Override
  public synchronized boolean await(long sequence, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (newest() <= sequence) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
