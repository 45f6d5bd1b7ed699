package org.openfiles.engine;

import java.time.Instant;

/// Instants as nanoseconds since 1970, which is what the index keeps: good until 2262.
final class Nanos {
  private static final long SECOND = 1_000_000_000;

  private Nanos() {}

  static long of(Instant instant) {
    return instant.getEpochSecond() * SECOND + instant.getNano();
  }

  static Instant toInstant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
  }
}
