package org.openfiles.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ErrorKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings to the store what was changed here: what has rested long enough by itself, and all of a
/// tree when somebody asks for that. What fails is tried again later, and nothing of it is lost.
final class Exporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);
  private static final long TICK_MILLIS = 50;
  private static final int PARALLEL = 16;
  private static final long RETRY_MIN = 500_000_000L;
  private static final long RETRY_MAX = 60_000_000_000L;

  private final Index index;
  private final Editor editor;
  private final WorkExport works;
  private final Semaphore places = new Semaphore(PARALLEL);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread clock;
  private volatile boolean closed;

  Exporter(Index index, Editor editor, WorkExport works) {
    this.index = index;
    this.editor = editor;
    this.works = works;
    this.clock = Thread.ofVirtual().name("exporter").unstarted(this::tick);
  }

  void start() {
    clock.start();
  }

  private void tick() {
    try {
      while (!closed) {
        Thread.sleep(TICK_MILLIS);
        List<Work> due = due();
        for (Work work : due) {
          places.acquire();
          var _ =
              threads.submit(
                  () -> {
                    try {
                      quietly(work);
                    } finally {
                      places.release();
                    }
                  });
        }
        // What is under way is due still, and must not be begun again and again.
        places.acquire(PARALLEL);
        places.release(PARALLEL);
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private List<Work> due() {
    try {
      long now = editor.now();
      return index.read(
          rows -> {
            List<Work> due = new ArrayList<>();
            for (Work work : rows.works()) {
              Due row = rows.due(work);
              if (row != null && row.at() <= now) {
                due.add(work);
              }
            }
            return due;
          });
    } catch (IOException e) {
      if (!closed) {
        LOG.error("the index cannot be read", e);
      }
      return List.of();
    }
  }

  private void quietly(Work work) {
    try {
      run(work);
    } catch (IOException | RuntimeException e) {
      if (!closed) {
        later(work, e);
      }
    }
  }

  /// Does a piece of work now; when it returns, there is no more to do than was added meanwhile.
  private void run(Work work) throws IOException {
    works.export(work, new HashSet<>());
  }

  /// As [#run], at once and for somebody who waits for it.
  void now(Work work) throws IOException {
    try {
      run(work);
    } catch (IOException | RuntimeException e) {
      later(work, e);
      throw e;
    }
  }

  private void later(Work work, Exception fault) {
    try {
      int attempts =
          index.change(
              edit -> {
                Due due = edit.due(work);
                if (due == null) {
                  return 0;
                }
                int tried = due.attempts() + 1;
                long wait = Math.min(RETRY_MIN << Math.min(tried - 1, 20), RETRY_MAX);
                edit.put(work, new Due(due.sequence(), due.since(), editor.now() + wait, tried));
                return tried;
              });
      boolean expected =
          switch (ErrorKind.of(fault)) {
            case UNAVAILABLE, THROTTLED, CUT_OFF, CANCELLED, CONFLICT -> true;
            default -> false;
          };
      if (expected) {
        LOG.warn("not exported yet work={} attempts={}: {}", work, attempts, fault.getMessage());
      } else {
        LOG.error("not exported yet work={} attempts={}", work, attempts, fault);
      }
    } catch (IOException e) {
      LOG.error("the index cannot be written", e);
    }
  }

  /// Exports everything that waits at or below an inode. What could not be is thrown at the end,
  /// when all others were.
  void flush(long node) throws IOException {
    List<Work> waiting =
        index.read(
            rows -> {
              List<Work> below = new ArrayList<>();
              for (Work work : rows.works()) {
                if (isBelow(rows, work, node)) {
                  below.add(work);
                }
              }
              return below;
            });
    List<Future<?>> running = new ArrayList<>();
    Semaphore own = new Semaphore(PARALLEL);
    for (Work work : waiting) {
      own.acquireUninterruptibly();
      running.add(
          threads.submit(
              () -> {
                try {
                  run(work);
                } catch (IOException | RuntimeException e) {
                  later(work, e);
                  throw e;
                } finally {
                  own.release();
                }
                return null;
              }));
    }
    IOException fault = null;
    for (Future<?> each : running) {
      try {
        each.get();
      } catch (ExecutionException e) {
        fault = fault == null ? asFault(e.getCause()) : fault;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while exporting");
      }
    }
    if (fault != null) {
      throw fault;
    }
  }

  private static IOException asFault(@Nullable Throwable cause) {
    return cause instanceof IOException fault ? fault : new IOException(cause);
  }

  private static boolean isBelow(Rows rows, Work work, long node) throws IOException {
    if (node == Index.ROOT) {
      return true;
    }
    long at =
        switch (work) {
          case Work.OfNode of -> of.node();
          case Work.OfTombstone of -> of.directory();
        };
    Set<Long> seen = new HashSet<>();
    while (at != 0 && seen.add(at)) {
      if (at == node) {
        return true;
      }
      Node found = rows.nodeOrNull(at);
      at = found == null ? 0 : found.parent;
    }
    return false;
  }

  @Override
  public void close() {
    closed = true;
    clock.interrupt();
    threads.shutdownNow();
    threads.close();
  }
}
