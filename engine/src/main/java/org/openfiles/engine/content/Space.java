package org.openfiles.engine.content;

import java.time.Duration;

/// How much of the disk is taken, and the bound that it never exceeds.
///
/// Whoever is about to take more reserves it first and gives the reservation back once what was
/// really taken is counted.
final class Space {
  private final long capacity;
  private long clean;
  private long dirty;

  /// Taken by bytes that nobody can read any more, and that are given back later.
  private long waste;

  private long reserved;

  /// Counts events that may have made room.
  private long events;

  Space(long capacity) {
    this.capacity = capacity;
  }

  synchronized boolean reserve(long bytes) {
    if (used() + bytes > capacity) {
      return false;
    }
    reserved += bytes;
    return true;
  }

  /// Reserves only what leaves a share of the capacity free.
  synchronized boolean reserveSpare(long bytes) {
    return used() + bytes <= capacity / 2 && reserve(bytes);
  }

  synchronized void release(long bytes) {
    reserved -= bytes;
    changed(-bytes);
  }

  synchronized void count(long cleanChange, long dirtyChange, long wasteChange) {
    clean += cleanChange;
    dirty += dirtyChange;
    waste += wasteChange;
    changed(Math.min(dirtyChange, cleanChange + dirtyChange + wasteChange));
  }

  private void changed(long change) {
    if (change < 0) {
      events++;
      notifyAll();
    }
  }

  synchronized long events() {
    return events;
  }

  /// Waits until something happened that may have made room, at most that long.
  synchronized void awaitEvent(long seen, Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (events == seen) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return;
      }
      wait(millis);
    }
  }

  synchronized long excess(long wanted) {
    return used() + wanted - capacity;
  }

  private long used() {
    return clean + dirty + waste + reserved;
  }

  long capacity() {
    return capacity;
  }

  synchronized long clean() {
    return clean;
  }

  synchronized long dirty() {
    return dirty;
  }

  synchronized long waste() {
    return waste;
  }
}
