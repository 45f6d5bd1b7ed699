package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.lmdb.Database;
import org.openfiles.lmdb.Snapshot;
import org.openfiles.lmdb.Table;
import org.openfiles.lmdb.Transaction;

/// What is known of the tree, and the journal of what happened to it, changed together.
///
/// Rows of a directory's names are keyed by its inode and their component, so that they are in the
/// order in which the store lists them.
final class Index {
  static final long ROOT = 1;

  final Database database;
  final Table nodes;
  final Table entries;
  final Table works;
  final Table journal;
  final Table conflicts;

  /// Inodes without a name that are open still.
  final Table orphans;

  /// What is known of sidecars, by the SHA-256 of their object's key.
  final Table sidecars;

  final Table numbers;

  /// Stamps tell listings that were asked for before a change from those after it.
  private final AtomicLong stamps;

  Index(Database database) throws IOException {
    this.database = database;
    nodes = database.table("nodes");
    entries = database.table("entries");
    works = database.table("works");
    journal = database.table("journal");
    conflicts = database.table("conflicts");
    orphans = database.table("orphans");
    sidecars = database.table("sidecars");
    numbers = database.table("numbers");
    // As the journal only grows, stamps do too, over restarts.
    stamps = new AtomicLong(read(rows -> rows.lastStamp()));
  }

  /// Something to find out.
  @FunctionalInterface
  interface Question<T extends @Nullable Object> {
    T ask(Rows rows) throws IOException;
  }

  /// Something to change, whole or not at all.
  @FunctionalInterface
  interface Edition<T extends @Nullable Object> {
    T make(Edit edit) throws IOException;
  }

  <T extends @Nullable Object> T read(Question<T> question) throws IOException {
    return database.read((Snapshot snapshot) -> question.ask(new Rows(this, snapshot)));
  }

  <T extends @Nullable Object> T change(Edition<T> edition) throws IOException {
    return database.write((Transaction transaction) -> edition.make(new Edit(this, transaction)));
  }

  long stamp() {
    return stamps.get();
  }

  long nextStamp() {
    return stamps.incrementAndGet();
  }

  static byte[] number(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  static long number(byte[] key) {
    return ByteBuffer.wrap(key).getLong();
  }

  static byte[] entryKey(long directory, byte[] row) {
    return ByteBuffer.allocate(Long.BYTES + row.length).putLong(directory).put(row).array();
  }
}
