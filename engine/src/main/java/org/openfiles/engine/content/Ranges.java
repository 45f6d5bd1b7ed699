package org.openfiles.engine.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openfiles.core.Slice;

/// A set of positions, as ranges that neither overlap nor touch.
final class Ranges {
  private final TreeMap<Long, Long> ends = new TreeMap<>();
  private long cost;

  /// What the ranges take on the disk at most.
  long cost() {
    return cost;
  }

  boolean isEmpty() {
    return ends.isEmpty();
  }

  void clear() {
    ends.clear();
    cost = 0;
  }

  void add(long start, long end) {
    if (start >= end) {
      return;
    }
    long from = start;
    long to = end;
    Map.Entry<Long, Long> left = ends.floorEntry(end);
    while (left != null && left.getValue() >= start) {
      from = Math.min(from, left.getKey());
      to = Math.max(to, left.getValue());
      drop(left.getKey(), left.getValue());
      left = ends.floorEntry(end);
    }
    put(from, to);
  }

  void addAll(Ranges other) {
    other.ends.forEach(this::add);
  }

  void remove(long start, long end) {
    for (Slice s : overlapping(start, end)) {
      long sEnd = s.position() + s.length();
      drop(s.position(), sEnd);
      if (s.position() < start) {
        put(s.position(), start);
      }
      if (sEnd > end) {
        put(end, sEnd);
      }
    }
  }

  void removeAll(Ranges other) {
    other.ends.forEach(this::remove);
  }

  boolean intersects(long start, long end) {
    Map.Entry<Long, Long> entry = ends.lowerEntry(end);
    return start < end && entry != null && entry.getValue() > start;
  }

  private void put(long from, long to) {
    ends.put(from, to);
    cost += Extent.cost(from, to);
  }

  private void drop(long from, long to) {
    ends.remove(from);
    cost -= Extent.cost(from, to);
  }

  /// The ranges that overlap a range, whole.
  List<Slice> overlapping(long start, long end) {
    List<Slice> found = new ArrayList<>();
    if (start >= end) {
      return found;
    }
    Long first = ends.floorKey(start);
    ends.subMap(first == null ? start : first, true, end, false)
        .forEach(
            (from, to) -> {
              if (to > start) {
                found.add(new Slice(from, to - from));
              }
            });
    return found;
  }

  List<Slice> all() {
    List<Slice> all = new ArrayList<>(ends.size());
    ends.forEach((from, to) -> all.add(new Slice(from, to - from)));
    return all;
  }
}
