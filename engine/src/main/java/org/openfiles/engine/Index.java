package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Caller;
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

  /// How many records the journal keeps; older ones make room for new ones.
  static final long JOURNAL_KEPT = 1 << 18;

  final Database database;
  final Table nodes;
  final Table entries;
  final Table works;

  /// The works again, by when they are due: a [Due#at()] and the work.
  final Table schedule;

  final Table journal;
  final Table conflicts;

  /// What inodes are as objects, by their numbers.
  final Table objects;

  /// What is kept about the volume as a whole.
  final Table documents;

  /// Inodes without a name that are open still.
  final Table orphans;

  /// What is known of sidecars, by the SHA-256 of their object's key.
  final Table sidecars;

  /// By link group, a file that is of it.
  final Table groups;

  final Table numbers;

  /// What left the store after listings that are still on their way were asked for.
  final Departures departures = new Departures();

  private volatile LongConsumer scheduled = _ -> {};

  /// Stamps tell listings that were asked for before a change from those after it.
  private final AtomicLong stamps;

  /// Rings whenever something was added to the journal.
  final News news = new News();

  Index(Database database) throws IOException {
    this.database = database;
    nodes = database.table("nodes");
    entries = database.table("entries");
    works = database.table("works");
    schedule = database.table("schedule");
    journal = database.table("journal");
    conflicts = database.table("conflicts");
    objects = database.table("objects");
    documents = database.table("documents");
    orphans = database.table("orphans");
    sidecars = database.table("sidecars");
    groups = database.table("groups");
    numbers = database.table("numbers");
    // As the numbers of the journal only grow, stamps do too, over restarts.
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
    // The edition runs on the writer's thread, where nobody is bound.
    Caller caller = Caller.present();
    AtomicBoolean journaled = new AtomicBoolean();
    AtomicLong next = new AtomicLong(Long.MAX_VALUE);
    T result =
        database.write(
            (Transaction transaction) -> {
              Edit edit = new Edit(this, transaction, caller);
              T made = edition.make(edit);
              journaled.set(edit.isJournaled());
              next.set(edit.nextDue());
              return made;
            });
    if (journaled.get()) {
      news.announce();
    }
    if (next.get() != Long.MAX_VALUE) {
      scheduled.accept(next.get());
    }
    return result;
  }

  /// Whom to tell when something is scheduled, and for when.
  void onSchedule(LongConsumer listener) {
    scheduled = listener;
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

  /// A name that somebody else gave may be of any length.
  static byte[] groupKey(String linkGroup) {
    return new Component(linkGroup, false).rowKey();
  }

  static byte[] entryKey(long directory, byte[] row) {
    return ByteBuffer.allocate(Long.BYTES + row.length).putLong(directory).put(row).array();
  }
}
