package org.openfiles.engine.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Slice;
import org.openfiles.lmdb.Snapshot;
import org.openfiles.lmdb.Transaction;

/// The map of one content: what is present in memory's view, and how the record in the database
/// differs from it.
///
/// The view is the truth while the content is in memory. The record lags behind, and three sets say
/// how far: `changed` is what differs; `landing` is what was handed to a transaction of which it is
/// not known yet whether it was committed; `recorded` is what the record may call clean, and so
/// must not be overwritten in the file.
///
/// It is its own monitor, never held during I/O.
final class Ledger {
  /// What a write has to be told before it may touch clean bytes: in portions of this.
  static final long GRANULE = 1 << 20;

  static final Slice ALL = new Slice(0, Long.MAX_VALUE);

  private final long id;
  private final ContentTables tables;
  private final Space space;
  private final long boot;
  private final ExtentMap map = new ExtentMap();
  private final Ranges changed = new Ranges();
  private final Ranges landing = new Ranges();
  private final Ranges recorded = new Ranges();

  /// Clean extents of transactions that are not known to be committed: of all, and of the last.
  private final Ranges recordedByAny = new Ranges();

  private final Ranges recordedByLast = new Ranges();

  /// In the file, and not in the view: to be given back when the record has forgotten it too.
  private final Ranges waste = new Ranges();

  /// Ranges about to be overwritten or dropped, which are not recorded as clean meanwhile.
  private final List<Slice> held = new ArrayList<>();

  private @Nullable Base base;
  private long limit;
  private long revision;
  private long landingRevision;
  private boolean known;
  private boolean headerChanged;
  private boolean whole;

  private long generation = 1;
  private long truncated;
  private long lastWrite;
  private long baseEpoch;

  /// How often clean bytes were written to the file, and how many of that a sync has covered.
  private long fills;

  private long fillsSynced;
  private long fillsRecorded;

  /// Whether it is known that nothing is missing.
  private boolean complete;

  private long countedClean;
  private long countedDirty;
  private long countedWaste;

  Ledger(long id, ContentTables tables, Space space, long boot) {
    this.id = id;
    this.tables = tables;
    this.space = space;
    this.boot = boot;
  }

  /// Takes over what is recorded. Clean bytes that a dead machine may not have written are left
  /// out.
  synchronized OptionalLong load(Snapshot snapshot, boolean filePresent) throws IOException {
    Header header = tables.header(snapshot, id);
    if (header == null) {
      return OptionalLong.empty();
    }
    countedClean = header.clean();
    countedDirty = header.dirty();
    if (header.removed()) {
      return OptionalLong.empty();
    }
    known = true;
    limit = header.limit();
    revision = header.revision();
    whole = header.whole();
    fills = header.boot() == 0 ? 0 : 1;
    fillsRecorded = fills;
    boolean trusted = filePresent && (header.boot() == 0 || header.boot() == boot);
    for (Extent e : tables.extents(snapshot, id)) {
      if (!e.isClean() || trusted) {
        map.put(e);
        if (e.isClean()) {
          recorded.add(e.start(), e.end());
        }
      } else {
        changed.add(e.start(), e.end());
      }
    }
    count();
    return OptionalLong.of(header.recency());
  }

  synchronized boolean hasBase() {
    return base != null;
  }

  synchronized void base(Base first) {
    if (base == null) {
      base = first;
      if (!known) {
        limit = first.size();
      }
    }
  }

  synchronized Piece piece(long position, long max) {
    Extent e = map.at(position);
    if (e != null) {
      Piece.Kind kind = e.state() == Extent.State.ZERO ? Piece.Kind.ZERO : Piece.Kind.FILE;
      return new Piece(kind, Math.min(max, e.end() - position));
    }
    long gap = Math.min(max, map.nextStart(position) - position);
    return position < limit
        ? new Piece(Piece.Kind.BASE, Math.min(gap, limit - position))
        : new Piece(Piece.Kind.ZERO, gap);
  }

  /// The base, and a number that tells whether it is still the same.
  record Origin(Base base, long epoch, long limit) {}

  synchronized Origin origin() {
    if (base == null) {
      throw new IllegalStateException("the content was not opened content=" + id);
    }
    return new Origin(base, baseEpoch, limit);
  }

  synchronized boolean isOf(long epoch) {
    return epoch == baseEpoch;
  }

  /// What of a range would have to be fetched.
  synchronized List<Slice> missing(long start, long end) {
    return map.missing(start, Math.min(end, limit));
  }

  /// Whether nothing would have to be fetched, wherever one reads.
  synchronized boolean isComplete() {
    if (!complete) {
      complete = map.covers(0, limit);
    }
    return complete;
  }

  synchronized long generation() {
    return generation;
  }

  /// Whether reading the range needs no store.
  synchronized boolean isPresent(long start, long end) {
    return map.covers(start, Math.min(end, limit));
  }

  /// Whether the file has all bytes of the range.
  synchronized boolean isInFile(long start, long end) {
    return map.covers(start, end) && map.within(start, end).stream().allMatch(Extent::isInFile);
  }

  synchronized OptionalLong seekData(long position, long size) {
    long at = position;
    while (at < size) {
      Piece piece = piece(at, size - at);
      if (piece.kind() != Piece.Kind.ZERO) {
        return OptionalLong.of(at);
      }
      at += piece.length();
    }
    return OptionalLong.empty();
  }

  synchronized long seekHole(long position, long size) {
    long at = position;
    while (at < size) {
      Piece piece = piece(at, size - at);
      if (piece.kind() == Piece.Kind.ZERO) {
        return at;
      }
      at += piece.length();
    }
    return size;
  }

  // Before and after the file is written.

  /// Room that writing a range needs at most.
  synchronized long need(long start, long end) {
    long need = map.missing(start, end).stream().mapToLong(Ledger::cost).sum();
    boolean splits = need > 0;
    for (Extent e : map.within(start, end)) {
      splits |= e.isClean();
      need += e.isInFile() ? 0 : Extent.cost(e.start(), e.end());
    }
    return splits ? need + 2 * Extent.UNIT : need;
  }

  private static long cost(Slice slice) {
    return Extent.cost(slice.position(), slice.position() + slice.length());
  }

  /// Whether the record may call bytes of a range clean.
  synchronized boolean isRecorded(long start, long end) {
    return recorded.intersects(start, end) || recordedByAny.intersects(start, end);
  }

  /// From now on a range is not recorded as clean, until it is released.
  synchronized void hold(Slice range) {
    held.add(range);
  }

  synchronized void release(Slice range) {
    held.remove(range);
  }

  private boolean isHeld(Extent e) {
    for (Slice s : held) {
      if (s.position() < e.end() && e.start() < s.position() + s.length()) {
        return true;
      }
    }
    return false;
  }

  /// Takes what is clean in a range that is held out of the record.
  synchronized void forget(Transaction transaction, Slice range) throws IOException {
    Header header = tables.header(transaction, id);
    long start = range.position();
    long end = start + range.length();
    if (header == null || !tables.cut(transaction, id, start, end, true)) {
      return;
    }
    boolean empty = !tables.hasExtents(transaction, id);
    if (empty && header.whole() && !header.removed() && landingRevision == 0) {
      tables.delete(transaction, id);
      known = false;
    } else if (range.equals(ALL)) {
      tables.put(transaction, id, header.withoutClean());
    }
  }

  /// After [#forget] was committed.
  synchronized void forgotten(Slice range) {
    long start = range.position();
    long end = start + range.length();
    recorded.remove(start, end);
    recordedByAny.remove(start, end);
    recordedByLast.remove(start, end);
    for (Extent e : map.within(start, end)) {
      changed.add(e.start(), e.end());
    }
  }

  /// Announces that the file is about to be written, when nothing of the range is recorded as
  /// clean. Answers what was clean in the view.
  synchronized List<Extent> begin(long start, long end) {
    generation++;
    List<Extent> clean = map.within(start, end);
    clean.removeIf(e -> !e.isClean());
    for (Extent e : clean) {
      map.put(new Extent(e.start(), e.end(), Extent.State.DIRTY, generation, generation));
      changed.add(e.start(), e.end());
    }
    return clean;
  }

  /// The file could not be written: what was clean may be half overwritten, and is dropped.
  synchronized void failed(List<Extent> clean, long start, long end) {
    for (Extent e : clean) {
      map.cut(e.start(), e.end());
      changed.add(e.start(), e.end());
    }
    map.missing(start, end).forEach(s -> waste.add(s.position(), s.position() + s.length()));
    count();
  }

  synchronized void wrote(long start, long end) {
    generation++;
    lastWrite = generation;
    map.write(start, end, generation);
    waste.remove(start, end);
    changed.add(start, end);
    count();
  }

  /// The range reads as zeros from now on.
  synchronized void zeroed(long start, long end) {
    generation++;
    drop(start, end);
    if (start < limit) {
      map.put(new Extent(start, Math.min(end, limit), Extent.State.ZERO, 0, generation));
      changed.add(start, Math.min(end, limit));
    }
    count();
  }

  synchronized void truncate(long size) {
    generation++;
    truncated = generation;
    if (size < limit) {
      limit = size;
      headerChanged = true;
    }
    drop(size, Long.MAX_VALUE);
    count();
  }

  private void drop(long start, long end) {
    for (Extent e : map.within(start, end)) {
      map.cut(e.start(), e.end());
      changed.add(e.start(), e.end());
      if (e.isInFile()) {
        waste.add(e.start(), e.end());
      }
    }
  }

  /// Bytes of a base were put in the file where they were missing. What was cut off or made zeros
  /// meanwhile, or is another base's by now, is not theirs any more: that is given back.
  synchronized void filled(Slice range, long epoch) {
    long start = range.position();
    long end = start + range.length();
    waste.add(start, end);
    for (Slice s : isOf(epoch) ? missing(start, end) : List.<Slice>of()) {
      long missingEnd = s.position() + s.length();
      map.put(Extent.clean(s.position(), missingEnd));
      waste.remove(s.position(), missingEnd);
      changed.add(s.position(), missingEnd);
    }
    fills++;
    count();
  }

  // Sync, commit, export.

  /// What a sync has to make durable.
  record Unsynced(long generation, long fills) {}

  /// A sync begins; nothing to do where the answer is null.
  synchronized @Nullable Unsynced syncing() {
    if (map.durable() >= lastWrite) {
      return null;
    }
    map.syncing(generation);
    return new Unsynced(generation, fills);
  }

  synchronized void finished(Unsynced sync, boolean done) {
    map.syncing(0);
    if (done) {
      map.durable(sync.generation());
      fillsSynced = sync.fills();
    }
  }

  /// Whether the record lacks something.
  synchronized boolean isChanged() {
    return !changed.isEmpty() || headerChanged || !landing.isEmpty();
  }

  synchronized boolean isLanding() {
    return !landing.isEmpty();
  }

  /// Brings the record up to the view, except for what is not yet on the disk.
  synchronized void record(Transaction transaction, long recency) throws IOException {
    Header old = tables.header(transaction, id);
    if (old != null && old.removed()) {
      return;
    }
    landing.addAll(changed);
    changed.clear();
    recordedByLast.clear();
    for (Slice range : landing.all()) {
      record(transaction, range);
    }
    recordedByAny.addAll(recordedByLast);
    landingRevision = ++revision;
    known = true;
    headerChanged = true;
    fillsRecorded = fills;
    tables.put(transaction, id, header(recency));
  }

  private void record(Transaction transaction, Slice range) throws IOException {
    long start = range.position();
    long end = start + range.length();
    map.merge(Math.max(0, start - 1), end + 1);
    tables.cut(transaction, id, start, end, false);
    for (Extent e : map.touching(Math.max(0, start - 1), end + 1)) {
      if (e.isClean() ? isHeld(e) : !map.isDurable(e)) {
        Extent left = e.within(start, end);
        changed.add(left.start(), left.end());
        if (e.state() == Extent.State.OVER_ZERO) {
          tables.put(transaction, id, left.as(Extent.State.ZERO));
        }
      } else {
        tables.cut(transaction, id, e.start(), e.end(), false);
        tables.put(
            transaction, id, e.state() == Extent.State.OVER_ZERO ? e.as(Extent.State.DIRTY) : e);
        if (e.isClean()) {
          recordedByLast.add(e.start(), e.end());
        }
      }
    }
  }

  private Header header(long recency) {
    if (base != null) {
      whole = limit == base.size();
    }
    return new Header(revision, limit, recency, atRisk(), map.clean(), map.dirty(), whole, false);
  }

  /// Records only clean bytes and the last use, which may be done without the caller of the cache
  /// knowing. Everything else of the record stays as it is.
  synchronized void recordClean(Transaction transaction, long recency) throws IOException {
    Header old = tables.header(transaction, id);
    if (!landing.isEmpty() || (old != null && old.removed())) {
      return;
    }
    recordedByLast.clear();
    for (Slice range : changed.all()) {
      for (Extent e : map.within(range.position(), range.position() + range.length())) {
        if (e.isClean() && !isHeld(e)) {
          tables.cut(transaction, id, e.start(), e.end(), false);
          tables.put(transaction, id, e);
          recordedByLast.add(e.start(), e.end());
        }
      }
    }
    recordedByAny.addAll(recordedByLast);
    landing.addAll(recordedByLast);
    changed.removeAll(recordedByLast);
    if (old != null) {
      landingRevision = ++revision;
      tables.put(transaction, id, old.with(revision, recency, atRisk(), map.clean()));
    } else if (!landing.isEmpty() && base != null) {
      landingRevision = ++revision;
      known = true;
      tables.put(
          transaction,
          id,
          new Header(revision, base.size(), recency, atRisk(), map.clean(), 0, true, false));
    }
    fillsRecorded = fills;
  }

  synchronized boolean hasUnrecordedClean() {
    return fills != fillsRecorded;
  }

  synchronized boolean isKnown() {
    return known;
  }

  private long atRisk() {
    return fills == fillsSynced ? 0 : boot;
  }

  /// Learns from the record whether the last transaction was committed.
  synchronized void settle(long recordedRevision) {
    if (landingRevision != 0 && recordedRevision >= landingRevision) {
      recorded.removeAll(landing);
      recorded.addAll(recordedByLast);
      recordedByAny.clear();
      recordedByLast.clear();
      landing.clear();
      landingRevision = 0;
      headerChanged = false;
    }
  }

  synchronized DirtyBytes dirty() {
    map.planned(generation);
    Ranges ranges = new Ranges();
    for (Extent e : map.all()) {
      if (!e.isClean()) {
        ranges.add(e.start(), e.end());
      }
    }
    return new DirtyBytes(generation, limit, ranges.all());
  }

  /// The bytes of the base are at another place from now on.
  synchronized void moved(Base next) {
    base = next;
    baseEpoch++;
  }

  /// After an export of the generation: what was not written since is the new base's.
  synchronized void exported(long exported, long size, Base next) {
    moved(next);
    headerChanged = true;
    if (truncated <= exported) {
      limit = size;
    }
    for (Extent e : map.all()) {
      if (!e.isClean() && e.written() <= exported && e.start() < limit) {
        long end = Math.min(e.end(), limit);
        changed.add(e.start(), end);
        if (e.state() == Extent.State.ZERO) {
          map.cut(e.start(), end);
        } else {
          fills += map.isDurable(e) ? 0 : 1;
          map.put(Extent.clean(e.start(), end));
        }
      }
    }
    count();
  }

  // Room.

  synchronized boolean hasDirty() {
    return map.dirty() > 0;
  }

  synchronized boolean hasWaste() {
    return !waste.isEmpty();
  }

  synchronized List<Extent> clean() {
    List<Extent> clean = map.all();
    clean.removeIf(e -> !e.isClean());
    return clean;
  }

  synchronized void dropped(Extent clean) {
    map.cut(clean.start(), clean.end());
    changed.remove(clean.start(), clean.end());
    count();
  }

  /// What can be given back to the disk, since neither the view nor the record has it.
  synchronized List<Slice> unwanted() {
    if (waste.isEmpty() || !landing.isEmpty()) {
      return List.of();
    }
    List<Slice> found = new ArrayList<>();
    for (Slice s : waste.all()) {
      if (!changed.intersects(s.position(), s.position() + s.length())) {
        found.add(s);
      }
    }
    return found;
  }

  synchronized void returned(Slice range) {
    waste.remove(range.position(), range.position() + range.length());
    count();
  }

  /// Whether nothing in the file is needed, neither by the view nor by the record.
  synchronized boolean isFileIdle() {
    return !map.hasFile() && waste.isEmpty() && recorded.isEmpty() && landing.isEmpty();
  }

  /// The content is gone.
  synchronized void clear() {
    for (Extent e : map.all()) {
      map.cut(e.start(), e.end());
    }
    waste.clear();
    changed.clear();
    count();
  }

  private void count() {
    complete = false;
    long wasteCost = waste.cost();
    space.count(map.clean() - countedClean, map.dirty() - countedDirty, wasteCost - countedWaste);
    countedClean = map.clean();
    countedDirty = map.dirty();
    countedWaste = wasteCost;
  }
}
