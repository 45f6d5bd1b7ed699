package org.openfiles.server;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A chore that is done again and again beside the requests. One that fails is logged and tried
/// again at its next turn.
final class Upkeep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

  private final Thread thread;

  @FunctionalInterface
  interface Chore {
    void run() throws IOException;
  }

  private Upkeep(Thread thread) {
    this.thread = thread;
  }

  /// Begins, with the first turn after one period.
  static Upkeep every(Duration period, Chore chore) {
    return new Upkeep(Thread.ofVirtual().name("upkeep").start(() -> turns(period, chore)));
  }

  private static void turns(Duration period, Chore chore) {
    try {
      while (true) {
        Thread.sleep(period);
        turn(chore);
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private static void turn(Chore chore) {
    try {
      chore.run();
    } catch (IOException | RuntimeException e) {
      log.error("upkeep failed; it is tried again at its next turn", e);
    }
  }

  /// Begins no further turn; one that has begun goes on beside the end of the node.
  @Override
  public void close() {
    thread.interrupt();
  }
}
