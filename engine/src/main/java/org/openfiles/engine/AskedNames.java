package org.openfiles.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/// Which names the store was asked for one by one, and when: the last few thousand.
final class AskedNames {
  private static final int MAX = 10_000;

  private final long ttl;
  private final Map<Asked, Long> times =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Long> eldest) {
          return size() > MAX;
        }
      };

  private record Asked(long directory, String text) {}

  /// @param ttl how long an answer is good for, in nanoseconds
  AskedNames(long ttl) {
    this.ttl = ttl;
  }

  synchronized boolean isFresh(long directory, String text, long now) {
    Long time = times.get(new Asked(directory, text));
    return time != null && time > now - ttl;
  }

  synchronized void put(long directory, String text, long now) {
    Asked key = new Asked(directory, text);
    times.remove(key);
    times.put(key, now);
  }
}
