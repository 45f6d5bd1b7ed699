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
    Held held = enter(name);
    held.lock.lock();
    try {
      return answer.run();
    } finally {
      held.lock.unlock();
      leave(name);
    }
  }

  /// Answers false, and does nothing, where somebody else is at it.
  boolean ifFree(K name, Step step) throws IOException {
    Held held = enter(name);
    if (!held.lock.tryLock()) {
      leave(name);
      return false;
    }
    try {
      step.run();
    } finally {
      held.lock.unlock();
      leave(name);
    }
    return true;
  }

  private Held enter(K name) {
    return locks.compute(
        name,
        (_, known) -> {
          Held entry = known == null ? new Held() : known;
          entry.users++;
          return entry;
        });
  }

  private void leave(K name) {
    locks.computeIfPresent(name, (_, known) -> --known.users == 0 ? null : known);
  }
}
