package org.openfiles.engine;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Wakes those who wait for something to happen.
final class News {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition happened = lock.newCondition();

  /// What is waited for, as it is at the moment.
  interface Check<X extends Exception> {
    boolean holds() throws X;
  }

  void announce() {
    lock.lock();
    try {
      happened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until something holds, which is looked at again after every announcement.
  ///
  /// @return whether it holds
  <X extends Exception> boolean await(Check<X> check, Duration patience)
      throws X, InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (!check.holds()) {
        if (left <= 0) {
          return false;
        }
        left = happened.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
