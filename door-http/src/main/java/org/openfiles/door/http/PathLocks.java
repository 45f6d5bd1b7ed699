package org.openfiles.door.http;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.openfiles.core.FileVolume;

/// Keeps a condition true from where it is checked to where the verb takes effect, against all that
/// comes through this door.
final class PathLocks {
  private final ReentrantLock[] stripes = new ReentrantLock[256];

  PathLocks() {
    Arrays.setAll(stripes, _ -> new ReentrantLock());
  }

  /// What is done under the lock.
  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException;
  }

  <T> T holding(FileVolume volume, String path, Action<T> action) throws IOException {
    return holding(stripe(volume, path), action);
  }

  <T> T holding(FileVolume volume, String path, String other, Action<T> action) throws IOException {
    int one = stripe(volume, path);
    int two = stripe(volume, other);
    // Always in the same order, so that nobody waits for each other.
    return holding(Math.min(one, two), () -> holding(Math.max(one, two), action));
  }

  private <T> T holding(int stripe, Action<T> action) throws IOException {
    stripes[stripe].lock();
    try {
      return action.run();
    } finally {
      stripes[stripe].unlock();
    }
  }

  private int stripe(FileVolume volume, String path) {
    return Math.floorMod(31 * volume.name().hashCode() + path.hashCode(), stripes.length);
  }
}
