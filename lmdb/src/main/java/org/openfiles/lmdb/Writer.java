package org.openfiles.lmdb;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/// The one thread that writes: it runs the changes that wait, commits them together, and then tells
/// each of them. What arrives during a commit goes into the next one.
final class Writer {
  private static final int WAITING_MAX = 1024;

  /// When a batch ends though others wait, so that nobody waits for thousands.
  private static final int WRITES_MAX = 50_000;

  private final Batch batch;
  private final ArrayBlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(WAITING_MAX);
  private final ArrayDeque<Pending<?>> taken = new ArrayDeque<>();
  private final Thread thread;

  /// Whether the thread may end once nothing waits.
  private volatile boolean closed;

  Writer(Batch batch) {
    this.batch = batch;
    this.thread = Thread.ofPlatform().daemon().name("openfiles-commit").unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /// Waits for a place in the queue.
  void submit(Pending<?> change) throws IOException {
    requireOtherThread();
    if (closed) {
      throw new ClosedChannelException();
    }
    try {
      queue.put(change);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before the change had begun");
    }
    // The thread may have ended in between; whoever removes a change answers for it.
    if (closed && queue.remove(change)) {
      throw new ClosedChannelException();
    }
  }

  private void requireOtherThread() {
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("a change cannot wait for another change");
    }
  }

  private void work() {
    while (take()) {
      List<Pending<?>> changes = new ArrayList<>();
      try {
        batch.begin();
        do {
          Pending<?> change = taken.remove();
          changes.add(change);
          change.run(batch);
        } while (goesOn(changes.getLast(), taken.peek()));
        batch.commit();
        changes.forEach(Pending::committed);
      } catch (Throwable e) {
        fail(changes, e);
      }
    }
  }

  private boolean goesOn(Pending<?> last, @Nullable Pending<?> next) {
    return next != null && !last.isAlone() && !next.isAlone() && batch.writes() < WRITES_MAX;
  }

  private void fail(List<Pending<?>> changes, Throwable why) {
    batch.abort();
    if (changes.isEmpty()) {
      changes.add(taken.remove());
    }
    changes.forEach(change -> change.failed(why));
  }

  /// Takes everything that waits; answers false when nothing waits and nothing will.
  private boolean take() {
    queue.drainTo(taken);
    while (taken.isEmpty()) {
      if (closed && queue.isEmpty()) {
        return false;
      }
      try {
        taken.add(queue.take());
      } catch (InterruptedException e) {
        // Nobody has a reason to, and the work goes on.
      }
    }
    queue.drainTo(taken);
    return true;
  }

  /// Waits until what was submitted is committed.
  void close() {
    requireOtherThread();
    closed = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        // Wakes the thread up, to look again. An interrupt could hit a change.
        queue.put(new Pending<>(_ -> 0));
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
