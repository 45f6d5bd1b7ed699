package org.openfiles.lmdb;

import java.io.IOException;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/// The write transaction that a number of changes share, one after the other.
///
/// A change that throws leaves nothing behind. The first one that writes is undone by beginning the
/// transaction anew; the others note what they overwrite, and are undone by writing that back. So
/// every change runs once, and one that checks before it writes costs nothing when it throws.
/// Nested transactions of LMDB would do it too, but each costs megabytes of memory and the merging
/// of all pages written so far: with a thousand inserts per change they were ten times slower.
///
/// The exception is a write for which LMDB itself has no room: it gives the whole transaction up,
/// and all changes in it fail.
final class Batch {
  private final Database database;
  private final Environment environment;
  private final Frames frames = new Frames();
  private final Frame frame = frames.own();
  private final Space space;

  /// LMDB's transaction; 0 while there is none.
  private long txn;

  /// How many writes of finished changes are in it.
  private int writes;

  /// How many writes the running change has made.
  private int ownWrites;

  /// What the running change can be undone with; null while it is not needed.
  private @Nullable UndoLog undo;

  /// Why this transaction can no longer be committed.
  private @Nullable IOException broken;

  Batch(Database database, Environment environment, Space space) {
    this.database = database;
    this.environment = environment;
    this.space = space;
  }

  void begin() throws IOException {
    space.measure();
    restart();
  }

  private void restart() throws IOException {
    writes = 0;
    broken = null;
    txn = environment.begin(0, frame);
  }

  int writes() {
    return writes;
  }

  <T extends @Nullable Object> T run(Change<T> change) throws IOException {
    Transaction transaction = new Transaction(database, frames, this);
    undo = writes == 0 ? null : new UndoLog();
    ownWrites = 0;
    boolean done = false;
    try {
      T result = change.run(transaction);
      requireWhole();
      done = true;
      return result;
    } finally {
      transaction.end();
      if (done) {
        writes += ownWrites;
      } else if (ownWrites > 0) {
        undo();
      }
    }
  }

  private void undo() {
    try {
      if (undo == null) {
        abort();
        restart();
      } else if (broken == null) {
        undo.apply(this);
      }
    } catch (IOException e) {
      broken = e;
    }
  }

  /// Answers where the bytes of the value go.
  long put(int table, byte[] key, long length) throws IOException {
    space.require(key.length + length);
    beginWrite();
    if (undo != null) {
      // What is not there can be put at once, and needs no more than its key to be undone.
      undo.added(table, key);
      int code = reserve(table, key, length, Lmdb.NOOVERWRITE);
      if (code == Code.SUCCESS) {
        return frame.valueAddress();
      }
      undo.forgetLast();
      if (code != Code.KEY_EXISTS) {
        throw broken(code);
      }
      undo.replaced(table, key, Memory.copy(frame.valueAddress(), frame.valueLength()));
    }
    check(reserve(table, key, length, 0));
    return frame.valueAddress();
  }

  long append(int table, byte[] key, long length) throws IOException {
    space.require(key.length + length);
    beginWrite();
    if (undo != null) {
      undo.added(table, key);
    }
    int code = reserve(table, key, length, Lmdb.APPEND);
    if (code == Code.KEY_EXISTS) {
      if (undo != null) {
        undo.forgetLast();
      }
      throw new IllegalArgumentException("the appended key is not greater than all others");
    }
    check(code);
    return frame.valueAddress();
  }

  boolean delete(int table, byte[] key) throws IOException {
    beginWrite();
    if (undo != null) {
      int code = Lmdb.get(txn, table, frame.key(key), frame.value());
      if (code == Code.NOT_FOUND) {
        return false;
      }
      check(code);
      undo.replaced(table, key, Memory.copy(frame.valueAddress(), frame.valueLength()));
    }
    int code = Lmdb.del(txn, table, frame.key(key));
    if (code == Code.NOT_FOUND) {
      return false;
    }
    check(code);
    return true;
  }

  /// The number of a table, which is made where there is none. The number is good for others only
  /// when the batch is committed, and for nobody when it is not.
  int open(String name) throws IOException {
    beginWrite();
    try (Arena arena = Arena.ofConfined()) {
      long address = arena.allocateFrom(name).address();
      check(Lmdb.dbiOpen(txn, address, Lmdb.CREATE, frame.answer()));
    }
    return frame.answeredInt(0);
  }

  /// Writes back what a change had overwritten.
  void restore(int table, byte[] key, byte @Nullable [] before) throws IOException {
    if (before == null) {
      check(Lmdb.del(txn, table, frame.key(key)));
    } else {
      check(reserve(table, key, before.length, 0));
      Memory.fill(frame.valueAddress(), before);
    }
  }

  private int reserve(int table, byte[] key, long length, int flags) {
    return Lmdb.put(txn, table, frame.key(key), frame.value(length), flags | Lmdb.RESERVE);
  }

  private void beginWrite() throws IOException {
    requireWhole();
    ownWrites++;
  }

  private void requireWhole() throws IOException {
    if (broken != null) {
      throw broken;
    }
  }

  private void check(int code) throws IOException {
    if (code != Code.SUCCESS) {
      throw broken(code);
    }
  }

  /// After a write that failed half-way, LMDB refuses everything but giving up.
  private IOException broken(int code) throws IOException {
    IOException failure = space.exception(code);
    broken = failure;
    return failure;
  }

  long txn() throws IOException {
    requireWhole();
    return txn;
  }

  void commit() throws IOException {
    if (broken != null) {
      abort();
      throw broken;
    }
    long ended = txn;
    txn = 0;
    // Also when this fails, there is no transaction any more.
    int code = Lmdb.txnCommit(ended);
    if (code != Code.SUCCESS) {
      throw space.exception(code);
    }
  }

  void abort() {
    if (txn != 0) {
      Lmdb.txnAbort(txn);
      txn = 0;
    }
  }
}
