package org.openfiles.engine;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins work when it is due, the longest due first, and a bounded number at a time. What takes
/// long takes one place; a search costs what is due and not what waits.
final class ExportSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(ExportSchedule.class);
  private static final long FAULT_NANOS = 1_000_000_000L;

  /// It looks again at least so often: clocks are set.
  private static final long LOOK_NANOS = 500_000_000L;

  private final Index index;
  private final Editor editor;
  private final StoreHealth health;
  private final ExecutorService threads;
  private final Runner runner;
  private final int places;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /// What is under way by this, guarded by the lock.
  private final Set<Work> running = new HashSet<>();

  private boolean signalled;
  private long expected;
  private volatile boolean closed;

  /// Does a piece of work; a fault is its own business.
  interface Runner {
    void run(Rows.Scheduled scheduled);
  }

  /// @param places how much may be under way at once
  ExportSchedule(
      Index index,
      Editor editor,
      StoreHealth health,
      ExecutorService threads,
      int places,
      Runner runner) {
    this.index = index;
    this.editor = editor;
    this.health = health;
    this.threads = threads;
    this.places = places;
    this.runner = runner;
  }

  /// Something is due at a time that may be before all others.
  void scheduled(long at) {
    lock.lock();
    try {
      if (at < expected) {
        signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void signal() {
    signalled = true;
    changed.signalAll();
  }

  /// Begins what is due until it is interrupted.
  void turns() {
    try {
      while (!closed) {
        // Whatever is scheduled from here on is either seen by this turn or ends its wait.
        expect(Long.MAX_VALUE);
        await(turn());
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private void expect(long at) {
    lock.lock();
    try {
      expected = at;
    } finally {
      lock.unlock();
    }
  }

  private void await(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (!signalled && left > 0) {
        left = changed.awaitNanos(left);
      }
      signalled = false;
    } finally {
      lock.unlock();
    }
  }

  /// Begins what it can; answers how long there will be nothing more to begin.
  private long turn() {
    try {
      long pause = health.pause();
      if (pause > 0) {
        return pause;
      }
      int free = places - underWay();
      if (free <= 0) {
        return LOOK_NANOS;
      }
      // Those that are under way are in the schedule still, before or between the others.
      List<Rows.Scheduled> first = index.read(rows -> rows.schedule(2 * places));
      long now = editor.now();
      for (Rows.Scheduled each : first) {
        if (each.due().at() > now) {
          expect(each.due().at());
          return Math.min(each.due().at() - now, LOOK_NANOS);
        }
        if (free == 0 || health.pause() > 0) {
          return Math.max(health.pause(), 0);
        }
        if (begin(each)) {
          free--;
        }
      }
      return LOOK_NANOS;
    } catch (IOException | RuntimeException e) {
      if (!closed) {
        LOG.error("the index cannot be read", e);
      }
      return FAULT_NANOS;
    }
  }

  private int underWay() {
    lock.lock();
    try {
      return running.size();
    } finally {
      lock.unlock();
    }
  }

  private boolean begin(Rows.Scheduled scheduled) {
    lock.lock();
    try {
      if (!running.add(scheduled.work())) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    health.asking();
    var _ =
        threads.submit(
            () -> {
              try {
                runner.run(scheduled);
              } finally {
                ended(scheduled.work());
              }
            });
    return true;
  }

  private void ended(Work work) {
    lock.lock();
    try {
      running.remove(work);
      signal();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    closed = true;
  }
}
