package org.openfiles.engine.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Slice;

/// What of a content is present: extents that do not overlap, neighbours merged where nobody has to
/// tell them apart. Guarded by the monitor of its content.
final class ExtentMap {
  private final TreeMap<Long, Extent> extents = new TreeMap<>();
  private long clean;
  private long dirty;

  /// Dirty extents up to this generation are on the disk.
  private long durable;

  /// The generation that a sync which is under way will make durable, or 0.
  private long syncing;

  /// The generation of the export that is being made.
  private long planned;

  long clean() {
    return clean;
  }

  long dirty() {
    return dirty;
  }

  long cost() {
    return clean + dirty;
  }

  boolean hasFile() {
    return extents.values().stream().anyMatch(Extent::isInFile);
  }

  long durable() {
    return durable;
  }

  void durable(long generation) {
    durable = Math.max(durable, generation);
  }

  void syncing(long generation) {
    syncing = generation;
  }

  void planned(long generation) {
    planned = generation;
  }

  boolean isDurable(Extent extent) {
    return extent.since() <= durable;
  }

  @Nullable Extent at(long position) {
    Map.Entry<Long, Extent> entry = extents.floorEntry(position);
    return entry != null && position < entry.getValue().end() ? entry.getValue() : null;
  }

  /// Where the next extent after a position begins; `Long.MAX_VALUE` where there is none.
  long nextStart(long position) {
    Long start = extents.higherKey(position);
    return start == null ? Long.MAX_VALUE : start;
  }

  /// The extents that overlap a range, whole.
  List<Extent> touching(long start, long end) {
    List<Extent> found = new ArrayList<>();
    if (start >= end) {
      return found;
    }
    Long first = extents.floorKey(start);
    for (Extent e : extents.subMap(first == null ? start : first, true, end, false).values()) {
      if (e.end() > start) {
        found.add(e);
      }
    }
    return found;
  }

  /// The extents that overlap a range, cut to it.
  List<Extent> within(long start, long end) {
    List<Extent> found = touching(start, end);
    found.replaceAll(e -> e.within(start, end));
    return found;
  }

  List<Extent> all() {
    return new ArrayList<>(extents.values());
  }

  List<Slice> missing(long start, long end) {
    List<Slice> gaps = new ArrayList<>();
    long position = start;
    for (Extent e : touching(start, end)) {
      if (e.start() > position) {
        gaps.add(new Slice(position, e.start() - position));
      }
      position = e.end();
    }
    if (position < end) {
      gaps.add(new Slice(position, end - position));
    }
    return gaps;
  }

  boolean covers(long start, long end) {
    long position = start;
    while (position < end) {
      Extent e = at(position);
      if (e == null) {
        return false;
      }
      position = e.end();
    }
    return true;
  }

  /// Makes a range dirty. What was dirty there keeps the generation since when it is.
  void write(long start, long end, long generation) {
    long position = start;
    for (Extent e : within(start, end)) {
      put(new Extent(position, e.start(), Extent.State.DIRTY, generation, generation));
      put(
          switch (e.state()) {
            case CLEAN ->
                new Extent(e.start(), e.end(), Extent.State.DIRTY, generation, generation);
            case DIRTY, OVER_ZERO ->
                new Extent(e.start(), e.end(), e.state(), e.since(), generation);
            case ZERO ->
                new Extent(e.start(), e.end(), Extent.State.OVER_ZERO, generation, generation);
          });
      position = e.end();
    }
    put(new Extent(position, end, Extent.State.DIRTY, generation, generation));
  }

  /// Merges what had to be told apart when it was put, and no longer has.
  void merge(long start, long end) {
    touching(start, end).forEach(e -> put(e.within(e.start(), e.end())));
  }

  /// Puts an extent in the place of whatever was there.
  void put(Extent extent) {
    if (extent.length() <= 0) {
      return;
    }
    cut(extent.start(), extent.end());
    Extent merged = extent;
    Map.Entry<Long, Extent> left = extents.lowerEntry(merged.start());
    while (left != null
        && left.getValue().end() == merged.start()
        && alike(left.getValue(), merged)) {
      merged = union(left.getValue(), merged);
      remove(left.getValue());
      left = extents.lowerEntry(merged.start());
    }
    Extent right = extents.get(merged.end());
    if (right != null && alike(merged, right)) {
      merged = union(merged, right);
      remove(right);
    }
    add(merged);
  }

  void cut(long start, long end) {
    for (Extent e : touching(start, end)) {
      remove(e);
      if (e.start() < start) {
        add(e.within(e.start(), start));
      }
      if (e.end() > end) {
        add(e.within(end, e.end()));
      }
    }
  }

  /// Whether two extents need not be told apart: no sync and no export has its limit between them.
  private boolean alike(Extent a, Extent b) {
    return a.state() == b.state()
        && (a.since() <= durable) == (b.since() <= durable)
        && (isDurable(a) || (a.since() <= syncing) == (b.since() <= syncing))
        && (a.written() <= planned) == (b.written() <= planned);
  }

  private static Extent union(Extent left, Extent right) {
    return new Extent(
        left.start(),
        right.end(),
        left.state(),
        Math.max(left.since(), right.since()),
        Math.max(left.written(), right.written()));
  }

  private void add(Extent extent) {
    extents.put(extent.start(), extent);
    count(extent, 1);
  }

  private void remove(Extent extent) {
    extents.remove(extent.start());
    count(extent, -1);
  }

  private void count(Extent extent, int sign) {
    if (extent.isClean()) {
      clean += sign * extent.cost();
    } else {
      dirty += sign * extent.cost();
    }
  }
}
