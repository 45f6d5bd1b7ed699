package org.openfiles.engine;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openfiles.core.ConflictException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings to the store what was changed here: what has rested long enough by itself, and all of a
/// tree when somebody asks for that. What fails is tried again later, and nothing of it is lost.
final class Exporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);
  private static final int PARALLEL = 16;
  private static final long RETRY_MIN = 500_000_000L;
  private static final long RETRY_MAX = 60_000_000_000L;
  private static final long BUSY_MIN = 1_000_000_000L;

  private final Index index;
  private final Editor editor;
  private final WorkExport works;
  private final StoreHealth health = new StoreHealth();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ExportSchedule schedule;
  private final Thread clock;
  private volatile boolean closed;

  Exporter(Index index, Editor editor, WorkExport works) {
    this.index = index;
    this.editor = editor;
    this.works = works;
    this.schedule = new ExportSchedule(index, editor, health, threads, PARALLEL, this::due);
    this.clock = Thread.ofVirtual().name("exporter").unstarted(schedule::turns);
  }

  void start() {
    index.onSchedule(schedule::scheduled);
    clock.start();
  }

  /// Something is due, and nobody waits for it.
  private void due(Rows.Scheduled scheduled) {
    Work work = scheduled.work();
    try {
      boolean mine = run(work, WorkExport.Wait.NOT);
      if (!mine) {
        busy(work);
      } else if (index.read(rows -> scheduled.due().equals(rows.due(work)))) {
        throw new IOException("it is to be done still");
      }
    } catch (IOException | RuntimeException e) {
      later(work, e);
    }
  }

  /// Does a piece of work now; when it returns, there is no more to do than was added meanwhile.
  ///
  /// @return false where somebody else does it, or what it waits for
  private boolean run(Work work, WorkExport.Wait wait) throws IOException {
    try {
      boolean done = works.export(work, wait);
      health.asked(null);
      return done;
    } catch (IOException | RuntimeException e) {
      health.asked(e);
      throw e;
    }
  }

  /// What it waits for takes its time, and keeps no place from others meanwhile.
  private void busy(Work work) throws IOException {
    index.change(
        edit -> {
          Due due = edit.due(work);
          if (due != null) {
            long now = editor.now();
            long wait = Math.clamp((now - due.since()) / 4, BUSY_MIN, RETRY_MAX);
            edit.put(work, new Due(due.sequence(), due.since(), now + wait, due.attempts()));
          }
          return null;
        });
  }

  private void later(Work work, Exception fault) {
    if (closed) {
      return;
    }
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
      if (StoreHealth.isOutage(fault) || fault instanceof ConflictException) {
        LOG.warn("not exported yet work={} attempts={}: {}", work, attempts, fault.getMessage());
      } else {
        LOG.error("not exported yet work={} attempts={}", work, attempts, fault);
      }
    } catch (IOException e) {
      LOG.error("the index cannot be written", e);
    }
  }

  /// Exports everything that waits at or below an inode. What could not be is thrown at the end,
  /// when all others were; a store that does not answer is not asked for all others.
  void flush(long node) throws IOException {
    new Flush(index, threads, PARALLEL, this::now).run(node, editor.now());
  }

  /// Exports this before somebody is told that it was done.
  void export(List<Work> changed) throws IOException {
    for (Work work : changed) {
      now(work);
    }
  }

  private void now(Work work) throws IOException {
    try {
      run(work, WorkExport.Wait.UNTIL_DONE);
    } catch (IOException | RuntimeException e) {
      later(work, e);
      throw e;
    }
  }

  @Override
  public void close() {
    closed = true;
    schedule.close();
    clock.interrupt();
    threads.shutdownNow();
    threads.close();
  }
}
