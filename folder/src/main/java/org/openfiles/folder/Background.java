package org.openfiles.folder;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work that nobody waits for and that a crash may undo: to free the blocks of a large file takes
/// milliseconds, in which no client should wait and no carrier of virtual threads be held.
final class Background implements AutoCloseable {
  /// Whoever brings more than this does it on its own: the disk must not fill up with what is
  /// removed.
  private static final int QUEUE = 64;

  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          1,
          1,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          Thread.ofPlatform().daemon().name("openfiles-cleaner-", 0).factory(),
          (task, _) -> task.run());

  Background() {
    executor.allowCoreThreadTimeOut(true);
  }

  @FunctionalInterface
  interface Task {
    void run() throws IOException;
  }

  void run(String what, Task task) {
    executor.execute(
        () -> {
          try {
            task.run();
          } catch (IOException | RuntimeException e) {
            LOG.warn("failed in the background: {}", what, e);
          }
        });
  }

  /// Waits until all of it is done.
  @Override
  public void close() {
    executor.close();
  }
}
