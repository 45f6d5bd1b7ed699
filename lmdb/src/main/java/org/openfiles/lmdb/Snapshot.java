package org.openfiles.lmdb;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One state of a [Database], whatever is committed meanwhile.
///
/// It belongs to the thread and to the call that it was handed to, and ends with that call. A page
/// that is in no memory is read from the disk by the calling thread, also where that is virtual.
///
/// The trap: as long as a snapshot is open, no page freed after it began is used again, so a long
/// one makes the file grow. Whoever walks through a large table reads a portion, returns, and seeks
/// to the next.
public sealed class Snapshot permits Transaction {
  private final Database database;
  private final Frames frames;
  private final Frame frame;
  private final List<Cursor> cursors = new ArrayList<>(0);
  private @Nullable Arena views;
  private long txn;

  Snapshot(Database database, Frames frames, long txn) {
    this.database = database;
    this.frames = frames;
    this.frame = frames.own();
    this.txn = txn;
  }

  /// The value, or null where the key has none.
  public byte @Nullable [] get(Table table, byte[] key) throws IOException {
    return find(table, key) ? Memory.copy(frame.valueAddress(), frame.valueLength()) : null;
  }

  /// The value as it lies in the database, read-only; null where the key has none.
  ///
  /// Good for this thread until the snapshot ends or, in a change, until the next thing that is
  /// written; an `IllegalStateException` afterwards.
  public @Nullable MemorySegment view(Table table, byte[] key) throws IOException {
    return find(table, key) ? view(frame.valueAddress(), frame.valueLength()) : null;
  }

  public boolean contains(Table table, byte[] key) throws IOException {
    return find(table, key);
  }

  /// How many keys the table has; known without counting.
  public long count(Table table) throws IOException {
    check(Lmdb.stat(txn(), table.number(database), frame.answer()));
    return frame.answeredLong(32);
  }

  /// The pages of the file that this state does not need. LMDB lists them in its table 0, each
  /// value beginning with how many it lists.
  long freePages() throws IOException {
    long pages = 0;
    try (Cursor cursor = cursor(database.freeList())) {
      for (boolean more = cursor.first(); more; more = cursor.next()) {
        pages += cursor.view().get(ValueLayout.JAVA_LONG_UNALIGNED, 0);
      }
    }
    return pages;
  }

  /// A new cursor, nowhere at first. The end of the snapshot closes it, if nobody did before.
  public Cursor cursor(Table table) {
    txn();
    Cursor cursor = new Cursor(this, table, table.number(database), frames.take());
    cursors.add(cursor);
    return cursor;
  }

  private boolean find(Table table, byte[] key) throws IOException {
    Key.require(key);
    int code = Lmdb.get(txn(), table.number(database), frame.key(key), frame.value());
    if (code != Code.NOT_FOUND) {
      check(code);
    }
    return code == Code.SUCCESS;
  }

  MemorySegment view(long address, long length) {
    Arena arena = views;
    if (arena == null) {
      arena = Arena.ofConfined();
      views = arena;
    }
    return Memory.segment(address, length).reinterpret(arena, null).asReadOnly();
  }

  void endViews() {
    if (views != null) {
      views.close();
      views = null;
    }
  }

  Database database() {
    return database;
  }

  void closed(Cursor cursor, Frame itsFrame) {
    cursors.remove(cursor);
    frames.give(itsFrame);
  }

  /// How often something was written through this: what LMDB answered before may have moved.
  int writes() {
    return 0;
  }

  long txn() {
    if (txn == 0) {
      throw new IllegalStateException("the snapshot has ended");
    }
    return txn;
  }

  void check(int code) throws IOException {
    Code.check(code, database.directory().toString());
  }

  /// Lets go of everything that must not outlive the transaction.
  void end() {
    endViews();
    while (!cursors.isEmpty()) {
      cursors.getLast().close();
    }
    txn = 0;
  }
}
