package org.openfiles.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/// Keys that the store was made to give up a short while ago: a listing that was asked for before
/// that may still have them, and knows nothing.
final class Departures {
  private static final int KEPT = 100_000;

  private final Map<String, Long> stamps = new LinkedHashMap<>();

  synchronized void add(String key, long stamp) {
    stamps.remove(key);
    stamps.put(key, stamp);
    if (stamps.size() > KEPT) {
      stamps.remove(stamps.keySet().iterator().next());
    }
  }

  /// Whether a key was given up after a stamp.
  synchronized boolean isAfter(String key, long stamp) {
    return stamps.getOrDefault(key, Long.MIN_VALUE) > stamp;
  }
}
