package org.openfiles.engine.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openfiles.lmdb.Cursor;
import org.openfiles.lmdb.Database;
import org.openfiles.lmdb.Snapshot;
import org.openfiles.lmdb.Table;
import org.openfiles.lmdb.Transaction;

/// The rows of the cache in the database.
///
/// `contents`: id -> [Header]. `extents`: id, offset -> length, state. `recency`: time, id ->
/// nothing, one row per header, so that the least recent ones are found without looking at the
/// others.
record ContentTables(Table contents, Table extents, Table recency) {
  static ContentTables open(Database database) throws IOException {
    return new ContentTables(
        database.table("contents"), database.table("extents"), database.table("recency"));
  }

  /// What the recency table says of a content.
  record Rest(long recency, long id) {}

  @Nullable Header header(Snapshot snapshot, long id) throws IOException {
    byte[] value = snapshot.get(contents, key(id));
    return value == null ? null : Header.of(value);
  }

  void put(Transaction transaction, long id, Header header) throws IOException {
    Header old = header(transaction, id);
    if (old == null || old.recency() != header.recency()) {
      if (old != null) {
        transaction.delete(recency, key(old.recency(), id));
      }
      transaction.put(recency, key(header.recency(), id), new byte[0]);
    }
    transaction.put(contents, key(id), header.value());
  }

  /// Leaves a sign that the content can go.
  void remove(Transaction transaction, long id, long now) throws IOException {
    Header header = header(transaction, id);
    put(
        transaction,
        id,
        header == null ? new Header(0, 0, now, 0, 0, 0, false, true) : header.asRemoved());
  }

  void delete(Transaction transaction, long id) throws IOException {
    Header old = header(transaction, id);
    if (old != null) {
      cut(transaction, id, 0, Long.MAX_VALUE, false);
      transaction.delete(recency, key(old.recency(), id));
      transaction.delete(contents, key(id));
    }
  }

  List<Extent> extents(Snapshot snapshot, long id) throws IOException {
    return extents(snapshot, id, 0, Long.MAX_VALUE);
  }

  /// The extents that overlap a range, whole, as they are recorded.
  private List<Extent> extents(Snapshot snapshot, long id, long start, long end)
      throws IOException {
    List<Extent> found = new ArrayList<>();
    byte[] prefix = key(id);
    try (Cursor cursor = snapshot.cursor(extents)) {
      boolean more =
          (cursor.lastBefore(key(id, start)) && cursor.startsWith(prefix))
              || cursor.seek(key(id, start));
      while (more && cursor.startsWith(prefix)) {
        Extent extent = extent(cursor.key(), cursor.value());
        if (extent.start() >= end) {
          break;
        }
        if (extent.end() > start) {
          found.add(extent);
        }
        more = cursor.next();
      }
    }
    return found;
  }

  void put(Transaction transaction, long id, Extent extent) throws IOException {
    if (extent.length() > 0) {
      transaction.put(
          extents,
          key(id, extent.start()),
          ByteBuffer.allocate(Long.BYTES + 1)
              .putLong(extent.length())
              .put(extent.state().code())
              .array());
    }
  }

  /// Takes a range out of the record, or only what is clean in it. Answers whether any was.
  boolean cut(Transaction transaction, long id, long start, long end, boolean cleanOnly)
      throws IOException {
    boolean found = false;
    for (Extent e : extents(transaction, id, start, end)) {
      if (!cleanOnly || e.state() == Extent.State.CLEAN) {
        found = true;
        transaction.delete(extents, key(id, e.start()));
        if (e.start() < start) {
          put(transaction, id, e.within(e.start(), start));
        }
        if (e.end() > end) {
          put(transaction, id, e.within(end, e.end()));
        }
      }
    }
    return found;
  }

  boolean hasExtents(Snapshot snapshot, long id) throws IOException {
    try (Cursor cursor = snapshot.cursor(extents)) {
      return cursor.seek(key(id)) && cursor.startsWith(key(id));
    }
  }

  /// The next contents in the order of recency, from a place on.
  List<Rest> leastRecent(Snapshot snapshot, Rest from, int count) throws IOException {
    List<Rest> found = new ArrayList<>(count);
    try (Cursor cursor = snapshot.cursor(recency)) {
      boolean more = cursor.seek(key(from.recency(), from.id()));
      for (; more && found.size() < count; more = cursor.next()) {
        ByteBuffer key = ByteBuffer.wrap(cursor.key());
        found.add(new Rest(key.getLong(), key.getLong()));
      }
    }
    return found;
  }

  static byte[] key(long id) {
    return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
  }

  static byte[] key(long first, long second) {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(first).putLong(second).array();
  }

  static long id(byte[] key) {
    return ByteBuffer.wrap(key).getLong();
  }

  private static Extent extent(byte[] key, byte[] value) {
    long start = ByteBuffer.wrap(key).getLong(Long.BYTES);
    ByteBuffer in = ByteBuffer.wrap(value);
    long end = start + in.getLong();
    return new Extent(start, end, Extent.State.of(in.get()), 0, 0);
  }
}
