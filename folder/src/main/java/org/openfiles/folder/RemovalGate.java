package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Keeps changes of objects and the removal of the whole folder apart, so that nothing which was
/// acknowledged vanishes with it.
final class RemovalGate {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean removed;

  @FunctionalInterface
  interface Removal {
    void run() throws IOException;
  }

  /// For a change; the folder stays until it is closed.
  KeyLocks.Held enter() throws NoSuchFileException {
    lock.readLock().lock();
    if (removed) {
      lock.readLock().unlock();
      throw new NoSuchFileException("the folder was removed");
    }
    return lock.readLock()::unlock;
  }

  /// Waits for the changes under way. Where it succeeds there are no more.
  void remove(Removal removal) throws IOException {
    lock.writeLock().lock();
    try {
      removal.run();
      removed = true;
    } finally {
      lock.writeLock().unlock();
    }
  }
}
