package org.openfiles.folder;

import java.util.concurrent.locks.ReentrantLock;

/// A lock for every key; some keys share one. Nobody holds two at a time, so there is no deadlock.
final class KeyLocks {
  private static final int STRIPES = 256;

  private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

  KeyLocks() {
    for (int i = 0; i < STRIPES; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /// Waits for the lock of whatever has this hash; closing gives it back.
  Held hold(Object key) {
    int hash = key.hashCode() * 0x9E3779B9;
    ReentrantLock lock = locks[hash >>> 24];
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("one lock at a time");
    }
    lock.lock();
    return lock::unlock;
  }

  interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
