package org.openfiles.engine;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/// One at a time for each piece of work. Nobody waits for other work in here.
final class WorkLocks {
  private final ConcurrentMap<Work, Held> locks = new ConcurrentHashMap<>();

  /// Something to be done alone.
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  private static final class Held {
    final ReentrantLock lock = new ReentrantLock();
    int users;
  }

  void alone(Work work, Step step) throws IOException {
    Held held =
        locks.compute(
            work,
            (_, known) -> {
              Held entry = known == null ? new Held() : known;
              entry.users++;
              return entry;
            });
    held.lock.lock();
    try {
      step.run();
    } finally {
      held.lock.unlock();
      locks.computeIfPresent(work, (_, known) -> --known.users == 0 ? null : known);
    }
  }
}
