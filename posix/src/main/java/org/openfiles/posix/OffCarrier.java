package org.openfiles.posix;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Runs a long system call so that no carrier of virtual threads waits for it.
///
/// A virtual thread hands the call to a platform thread and parks; a platform thread makes it
/// itself. The caller always waits for the end, interrupted or not: half of an `fsync` has no
/// meaning.
final class OffCarrier {
  /// Bounds how many calls wait for the disk at once.
  private static final int THREADS = 64;

  private static final ThreadPoolExecutor POOL =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("openfiles-disk-", 0).factory());

  static {
    POOL.allowCoreThreadTimeOut(true);
  }

  private OffCarrier() {}

  interface LongCall {
    long run() throws IOException;
  }

  static long run(LongCall call) throws IOException {
    return Thread.currentThread().isVirtual() ? await(POOL.submit(call::run)) : call.run();
  }

  /// Makes the call on another thread, whoever asks; what it throws is in the future.
  static Future<Long> start(LongCall call) {
    return POOL.submit(call::run);
  }

  private static long await(Future<Long> future) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw rethrown(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException rethrown(ExecutionException e) {
    return switch (e.getCause()) {
      case IOException failure -> failure;
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      case null, default -> new IOException(e.getCause());
    };
  }
}
