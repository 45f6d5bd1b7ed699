package org.openfiles.folder;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Names that may not be on the disk yet: each as long as one of those who want to make it is at
/// it.
///
/// They are counted, since of many only one makes the name and waits for the disk: whoever finds it
/// made is done at once, and must not take it for durable on behalf of the others.
final class Unsynced {
  private final ConcurrentMap<String, Integer> makers = new ConcurrentHashMap<>();

  void begin(String name) {
    makers.merge(name, 1, Integer::sum);
  }

  void end(String name) {
    makers.computeIfPresent(name, (_, count) -> count == 1 ? null : count - 1);
  }

  boolean contains(String name) {
    return makers.containsKey(name);
  }

  boolean isEmpty() {
    return makers.isEmpty();
  }
}
