package org.openfiles.engine.content;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.openfiles.core.NoSpaceException;

/// Who gives room on the disk: at once, after an eviction, or after a wait.
final class Rooms {
  /// A content that was in use can be evicted later, and tells nobody.
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Space space;
  private final Evictor evictor;
  private final Duration dirtyWait;
  private final String place;

  Rooms(Space space, Evictor evictor, Duration dirtyWait, String place) {
    this.space = space;
    this.evictor = evictor;
    this.dirtyWait = dirtyWait;
    this.place = place;
  }

  /// Room for a write; waits for exports where everything is dirty.
  Room forWrite(LongSupplier need) throws IOException {
    long end = System.nanoTime() + dirtyWait.toNanos();
    while (true) {
      long bytes = need.getAsLong();
      long seen = space.events();
      if (space.reserve(bytes)) {
        return new Room(space, bytes);
      }
      if (evictor.free(bytes)) {
        continue;
      }
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (left.isNegative()) {
        throw new NoSpaceException(
            place, "everything in the cache is yet to be exported capacity=" + space.capacity());
      }
      awaitEvent(seen, left.compareTo(LOOK) < 0 ? left : LOOK);
    }
  }

  private void awaitEvent(long seen, Duration left) throws IOException {
    try {
      space.awaitEvent(seen, left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for room in the cache");
    }
  }

  /// Room for clean bytes, made by evicting others.
  Optional<Room> byEviction(long bytes) throws IOException {
    while (!space.reserve(bytes)) {
      if (!evictor.free(bytes)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Room(space, bytes));
  }

  /// Room that nobody will miss soon.
  Optional<Room> spare(long bytes) {
    return space.reserveSpare(bytes) ? Optional.of(new Room(space, bytes)) : Optional.empty();
  }
}
