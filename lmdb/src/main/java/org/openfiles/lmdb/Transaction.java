package org.openfiles.lmdb;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What a [Change] works on: a snapshot of everything committed and of all changes before it, which
/// it can write to.
///
/// A write that fails because something is full ([org.openfiles.core.NoSpaceException]) or out of
/// order has written nothing, and the change may go on.
public final class Transaction extends Snapshot {
  private final Batch batch;
  private int writes;

  Transaction(Database database, Frames frames, Batch batch) throws IOException {
    super(database, frames, batch.txn());
    this.batch = batch;
  }

  /// Gives the key this value, whether or not it had another.
  public void put(Table table, byte[] key, byte[] value) throws IOException {
    int number = writing(table, key);
    Memory.fill(batch.put(number, key, value.length), value);
  }

  /// The value may be a view of this snapshot.
  public void put(Table table, byte[] key, MemorySegment value) throws IOException {
    // Making place for it would end the view.
    put(table, key, value.toArray(ValueLayout.JAVA_BYTE));
  }

  /// Puts a key that is greater than all others of the table, which is cheaper and packs pages
  /// full; an `IllegalArgumentException` where it is not.
  public void append(Table table, byte[] key, byte[] value) throws IOException {
    int number = writing(table, key);
    Memory.fill(batch.append(number, key, value.length), value);
  }

  /// Answers whether there was such a key.
  public boolean delete(Table table, byte[] key) throws IOException {
    return batch.delete(writing(table, key), key);
  }

  private int writing(Table table, byte[] key) {
    Key.require(key);
    int number = table.number(database());
    txn();
    endViews();
    writes++;
    return number;
  }

  @Override
  int writes() {
    return writes;
  }
}
