package org.openfiles.engine.content;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts fetched bytes into files, on threads of its own: a disk that cannot keep up makes a write
/// wait inside the kernel, and no carrier of virtual threads should wait with it.
final class Storing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Storing.class);
  private static final int THREADS = 2;

  /// With more than this in the queue, the disk is behind, and what need not be kept is not.
  private static final int BUSY = 4;

  private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          10,
          TimeUnit.SECONDS,
          queue,
          Thread.ofPlatform().daemon().name("openfiles-cache-", 0).factory());

  Storing() {
    threads.allowCoreThreadTimeOut(true);
  }

  /// Stores a complete fetch as it wants to be kept; false where it is not in the cache afterwards.
  boolean store(Content content, Fetch fetch) {
    boolean wanted =
        switch (fetch.keep()) {
          case NOT -> false;
          case WHERE_SPARE -> queue.size() <= BUSY;
          case BY_EVICTION -> true;
        };
    return wanted && store(content, fetch, fetch.keep());
  }

  boolean storeNow(Content content, Fetch fetch) {
    return store(content, fetch, Keep.BY_EVICTION);
  }

  private boolean store(Content content, Fetch fetch, Keep keep) {
    Future<Boolean> storing;
    try {
      storing =
          threads.submit(() -> content.store(fetch.start(), fetch.bytes(), fetch.epoch(), keep));
    } catch (RejectedExecutionException e) {
      // The cache was closed; the reader still gets its bytes.
      return false;
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          boolean stored = storing.get();
          fetch.stored(stored);
          return stored;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          // The reader has its bytes; only the next one will have to ask again.
          LOG.warn("could not keep what was fetched content={}", content.id(), e.getCause());
          return false;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Waits for what was begun. What is stored later is not.
  @Override
  public void close() {
    threads.close();
  }
}
