package org.openfiles.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// The same to be done for each of many, some at a time.
final class Parallel {
  private static final int PLACES = 16;

  private Parallel() {}

  /// Something that may fail.
  ///
  /// @param <T> what it is done for
  @FunctionalInterface
  interface Step<T> {
    void run(T each) throws IOException;
  }

  /// Returns when all are done. What failed first is thrown then.
  static <T> void each(Collection<T> all, Step<T> step) throws IOException {
    Semaphore places = new Semaphore(PLACES);
    List<Future<?>> running = new ArrayList<>(all.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (T each : all) {
        places.acquireUninterruptibly();
        running.add(
            threads.submit(
                () -> {
                  try {
                    step.run(each);
                  } finally {
                    places.release();
                  }
                  return null;
                }));
      }
    }
    for (Future<?> each : running) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for others");
      }
    }
  }
}
