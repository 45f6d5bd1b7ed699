package org.openfiles.folder;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A lock of its own for every name, for what takes so long that nobody else may wait for it. Taken
/// before the lock of a key, never after.
final class NamedLocks {
  private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

  /// Waits for the lock; closing gives it back.
  KeyLocks.Held hold(String name) {
    Entry entry =
        entries.compute(name, (_, present) -> (present == null ? new Entry() : present).entered());
    entry.lock.lock();
    return () -> {
      entry.lock.unlock();
      entries.compute(name, (_, _) -> entry.left());
    };
  }

  /// Guarded by the map, but for the lock itself.
  private static final class Entry {
    private final ReentrantLock lock = new ReentrantLock();
    private int users;

    Entry entered() {
      users++;
      return this;
    }

    @Nullable Entry left() {
      users--;
      return users == 0 ? null : this;
    }
  }
}
