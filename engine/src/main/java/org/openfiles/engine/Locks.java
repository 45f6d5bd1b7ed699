package org.openfiles.engine;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/// One at a time for each of what is locked, by its name. Names that nobody uses take no room.
final class Locks<K> {
  private final ConcurrentMap<K, Held> locks = new ConcurrentHashMap<>();

  /// Something to be done alone.
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /// Something to be found out alone.
  @FunctionalInterface
  interface Answer<T> {
    T run() throws IOException;
  }

  private static final class Held {
    final ReentrantLock lock = new ReentrantLock();
    int users;
  }

  void alone(K name, Step step) throws IOException {
    var _ =
        answer(
            name,
            () -> {
              step.run();
              return name;
            });
  }

  <T> T answer(K name, Answer<T> answer) throws IOException {
    Held held =
        locks.compute(
            name,
            (_, known) -> {
              Held entry = known == null ? new Held() : known;
              entry.users++;
              return entry;
            });
    held.lock.lock();
    try {
      return answer.run();
    } finally {
      held.lock.unlock();
      locks.computeIfPresent(name, (_, known) -> --known.users == 0 ? null : known);
    }
  }
}
