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
    Held held = enter(work);
    held.lock.lock();
    run(work, held, step);
  }

  /// Answers false, and does nothing, where somebody else is at it.
  boolean ifFree(Work work, Step step) throws IOException {
    Held held = enter(work);
    if (!held.lock.tryLock()) {
      leave(work);
      return false;
    }
    run(work, held, step);
    return true;
  }

  private void run(Work work, Held held, Step step) throws IOException {
    try {
      step.run();
    } finally {
      held.lock.unlock();
      leave(work);
    }
  }

  private Held enter(Work work) {
    return locks.compute(
        work,
        (_, known) -> {
          Held entry = known == null ? new Held() : known;
          entry.users++;
          return entry;
        });
  }

  private void leave(Work work) {
    locks.computeIfPresent(work, (_, known) -> --known.users == 0 ? null : known);
  }
}
