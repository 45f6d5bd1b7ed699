package org.openfiles.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.openfiles.engine.content.ContentCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the content cache in order: every few seconds what was fetched is recorded, and every hour
/// what nobody has read for long is dropped.
final class CacheUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CacheUpkeep.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration EXPIRY_PERIOD = Duration.ofHours(1);

  private final ContentCache contents;
  private final Duration expiry;
  private final InstantSource clock;
  private final Thread thread;
  private Instant expired;

  private CacheUpkeep(ContentCache contents, Duration expiry, InstantSource clock) {
    this.contents = contents;
    this.expiry = expiry;
    this.clock = clock;
    this.expired = clock.instant();
    this.thread = Thread.ofVirtual().name("cache-upkeep").unstarted(this::turns);
  }

  static CacheUpkeep start(ContentCache contents, Duration expiry, InstantSource clock) {
    CacheUpkeep upkeep = new CacheUpkeep(contents, expiry, clock);
    upkeep.thread.start();
    return upkeep;
  }

  private void turns() {
    try {
      while (true) {
        Thread.sleep(PERIOD);
        turn();
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private void turn() {
    try {
      contents.upkeep();
      Instant now = clock.instant();
      if (Duration.between(expired, now).compareTo(EXPIRY_PERIOD) > 0) {
        contents.expire(now.minus(expiry));
        expired = now;
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("the upkeep of the cache failed; it is tried again", e);
    }
  }

  /// Waits for a turn that has begun.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
