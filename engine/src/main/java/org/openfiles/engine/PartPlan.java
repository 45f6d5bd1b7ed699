package org.openfiles.engine;

import java.util.ArrayList;
import java.util.List;
import org.openfiles.core.Slice;

/// How a new version of a large object is put together: parts that the store copies from the last
/// version, and parts that are sent.
///
/// Every part but the last has at least the 5 MiB that S3 asks for.
record PartPlan(List<Part> parts) {
  private static final long CELL = 8L << 20;
  private static final long PARTS_MAX = 9_000;
  private static final long COPY_MAX = 1L << 30;

  /// A range of the new object, which for a copy is the same one of the old.
  record Part(Slice slice, boolean copied) {}

  /// @param size of the new object
  /// @param unchanged up to where bytes that are not dirty are the old object's
  /// @param dirty in ascending order
  static PartPlan of(long size, long unchanged, List<Slice> dirty) {
    long cell = Math.max(CELL, (size / PARTS_MAX / CELL + 1) * CELL);
    List<Part> parts = new ArrayList<>();
    int next = 0;
    for (long at = 0; at < size; at += cell) {
      long end = Math.min(size, at + cell);
      while (next < dirty.size() && end(dirty.get(next)) <= at) {
        next++;
      }
      boolean touched = next < dirty.size() && dirty.get(next).position() < end;
      add(parts, new Part(new Slice(at, end - at), !touched && end <= unchanged));
    }
    return new PartPlan(List.copyOf(parts));
  }

  private static long end(Slice slice) {
    return slice.position() + slice.length();
  }

  /// Neighbours that are copied are one copy.
  private static void add(List<Part> parts, Part part) {
    if (part.copied() && !parts.isEmpty()) {
      Part last = parts.getLast();
      long length = last.slice().length() + part.slice().length();
      if (last.copied() && length <= COPY_MAX) {
        parts.set(parts.size() - 1, new Part(new Slice(last.slice().position(), length), true));
        return;
      }
    }
    parts.add(part);
  }

  /// What is sent.
  List<Slice> sent() {
    return parts.stream().filter(part -> !part.copied()).map(Part::slice).toList();
  }

  /// Whether it saves sending anything.
  boolean copies() {
    return parts.size() > 1 && parts.stream().anyMatch(Part::copied);
  }
}
