package org.openfiles.lmdb;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A place in the order of a table's keys.
///
/// A move answers whether there is an entry; where there is none, the cursor is nowhere, and only
/// seeks lead out of that. In a change, the cursor keeps its place by its key: entries may be
/// written and deleted between two moves, its own included.
///
/// ```java
/// try (Cursor cursor = snapshot.cursor(table)) {
///   for (boolean more = cursor.seek(from); more; more = cursor.next()) {
///     use(cursor.key(), cursor.value());
///   }
/// }
/// ```
public final class Cursor implements AutoCloseable {
  private static final int CLOSED = -1;

  private final Snapshot snapshot;
  private final Table table;
  private final int number;
  private final Frame frame;

  /// LMDB's cursor; 0 before the first move.
  private long handle;

  private boolean placed;

  /// The key of the place, in a change: what LMDB answered may move.
  private byte @Nullable [] key;

  /// How much was written when the place was found, or [#CLOSED].
  private int writes;

  Cursor(Snapshot snapshot, Table table, int number, Frame frame) {
    this.snapshot = snapshot;
    this.table = table;
    this.number = number;
    this.frame = frame;
  }

  /// Goes to the first entry whose key is `from` or greater. Nothing is less than an empty key.
  public boolean seek(byte[] from) throws IOException {
    if (from.length == 0) {
      return first();
    }
    Key.require(from);
    open();
    frame.key(from);
    return move(Lmdb.SET_RANGE);
  }

  public boolean first() throws IOException {
    open();
    return move(Lmdb.FIRST);
  }

  public boolean last() throws IOException {
    open();
    return move(Lmdb.LAST);
  }

  /// Goes to the last entry whose key is less than `limit`.
  public boolean lastBefore(byte[] limit) throws IOException {
    if (limit.length == 0) {
      placed = false;
      return false;
    }
    return seek(limit) ? move(Lmdb.PREV) : last();
  }

  public boolean next() throws IOException {
    if (!moved()) {
      return move(Lmdb.NEXT);
    }
    byte[] left = key();
    return seek(left) && (!Arrays.equals(key(), left) || move(Lmdb.NEXT));
  }

  public boolean previous() throws IOException {
    return moved() ? lastBefore(key()) : move(Lmdb.PREV);
  }

  /// A copy of the entry's key.
  public byte[] key() {
    requirePlace();
    return key != null ? key.clone() : Memory.copy(frame.keyAddress(), frame.keyLength());
  }

  public boolean startsWith(byte[] prefix) {
    requirePlace();
    return key != null
        ? Memory.startsWith(key, prefix)
        : Memory.startsWith(frame.keyAddress(), frame.keyLength(), prefix);
  }

  /// A copy of the entry's value, in a change the newest one.
  public byte[] value() throws IOException {
    if (!moved()) {
      return Memory.copy(frame.valueAddress(), frame.valueLength());
    }
    byte[] value = snapshot.get(table, key());
    if (value == null) {
      throw new IllegalStateException("the entry of the cursor was deleted");
    }
    return value;
  }

  /// The entry's value as it lies in the database; good as long as [Snapshot#view] says.
  public MemorySegment view() throws IOException {
    if (!moved()) {
      return snapshot.view(frame.valueAddress(), frame.valueLength());
    }
    MemorySegment value = snapshot.view(table, key());
    if (value == null) {
      throw new IllegalStateException("the entry of the cursor was deleted");
    }
    return value;
  }

  private boolean move(int operation) throws IOException {
    placed = false;
    key = null;
    int code = Lmdb.cursorGet(handle, frame.key(), frame.value(), operation);
    if (code == Code.NOT_FOUND) {
      return false;
    }
    snapshot.check(code);
    placed = true;
    writes = snapshot.writes();
    if (snapshot instanceof Transaction) {
      key = Memory.copy(frame.keyAddress(), frame.keyLength());
    }
    return true;
  }

  /// Whether the entry may lie elsewhere by now, because something was written.
  private boolean moved() {
    requirePlace();
    return writes != snapshot.writes();
  }

  private void requirePlace() {
    snapshot.txn();
    if (!placed) {
      throw new IllegalStateException("the cursor is at no entry");
    }
  }

  private void open() throws IOException {
    long txn = snapshot.txn();
    if (writes == CLOSED) {
      throw new IllegalStateException("the cursor is closed");
    }
    if (handle == 0) {
      snapshot.check(Lmdb.cursorOpen(txn, number, frame.answer()));
      handle = frame.answeredLong(0);
    }
  }

  @Override
  public void close() {
    if (writes != CLOSED) {
      if (handle != 0) {
        Lmdb.cursorClose(handle);
      }
      placed = false;
      writes = CLOSED;
      snapshot.closed(this, frame);
    }
  }
}
