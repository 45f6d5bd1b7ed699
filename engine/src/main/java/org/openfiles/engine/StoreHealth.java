package org.openfiles.engine;

import org.jspecify.annotations.Nullable;
import org.openfiles.core.ErrorKind;

/// Whether the store answers. While it does not, one work after the other asks it, after pauses
/// that grow: the rest wait, however many they are.
final class StoreHealth {
  private static final long PAUSE_MIN = 500_000_000L;
  private static final long PAUSE_MAX = 30_000_000_000L;

  private int failures;
  private long resumed;
  private boolean probing;

  /// How long to wait before something new is asked of the store, in nanoseconds; not positive
  /// where it can be asked now. While somebody finds out for all, the longest pause.
  synchronized long pause() {
    if (failures == 0) {
      return 0;
    }
    return probing ? PAUSE_MAX : resumed - System.nanoTime();
  }

  /// Somebody is about to ask, after [#pause()].
  synchronized void asking() {
    probing = failures > 0;
  }

  /// @param fault how it ended; null for well
  synchronized void asked(@Nullable Throwable fault) {
    probing = false;
    if (!isOutage(fault)) {
      failures = 0;
    } else if (failures == 0 || resumed <= System.nanoTime()) {
      // Those that were under way together tell nothing that the first did not.
      long pause = Math.min(PAUSE_MIN << Math.min(failures, 20), PAUSE_MAX);
      failures++;
      resumed = System.nanoTime() + pause;
    }
  }

  /// Whether a fault says that the store answers nobody, rather than that it refused this.
  static boolean isOutage(@Nullable Throwable fault) {
    return fault != null
        && switch (ErrorKind.of(fault)) {
          case UNAVAILABLE, THROTTLED, CUT_OFF, CANCELLED -> true;
          default -> false;
        };
  }
}
