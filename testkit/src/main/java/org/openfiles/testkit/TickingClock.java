package org.openfiles.testkit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that goes on by a millisecond whenever it is read, so that what happens later is later.
public final class TickingClock implements InstantSource {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

  private final AtomicLong ticks = new AtomicLong();

  @Override
  public Instant instant() {
    return START.plusMillis(ticks.incrementAndGet());
  }
}
