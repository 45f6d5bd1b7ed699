package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openfiles.core.Caller;
import org.openfiles.core.FileKind;
import org.openfiles.lmdb.Transaction;

/// Changes rows of the index, whole or not at all.
final class Edit extends Rows {
  private static final byte[] PRESENT = {1};

  private final Transaction transaction;
  private final Set<Work> pended = new LinkedHashSet<>();
  private long nextDue = Long.MAX_VALUE;
  private final Caller caller;
  private boolean journaled;

  Edit(Index index, Transaction transaction, Caller caller) {
    super(index, transaction);
    this.transaction = transaction;
    this.caller = caller;
  }

  /// Whether something was added to the journal.
  boolean isJournaled() {
    return journaled;
  }

  Transaction transaction() {
    return transaction;
  }

  Node newNode(FileKind kind) throws IOException {
    return new Node(Math.max(next("node"), Index.ROOT + 1), kind);
  }

  /// A row of the root that no name can have.
  byte[] newStray() throws IOException {
    return Latin.bytes("//" + next("stray"));
  }

  long newContent() throws IOException {
    return next("content");
  }

  /// The first of so many numbers of contents.
  long newContents(int count) throws IOException {
    long first = numbered("content") + 1;
    transaction.put(index.numbers, Latin.bytes("content"), Index.number(first + count - 1));
    return first;
  }

  private long next(String name) throws IOException {
    long value = numbered(name) + 1;
    if (name.equals("node") && value <= Index.ROOT) {
      value = Index.ROOT + 1;
    }
    transaction.put(index.numbers, Latin.bytes(name), Index.number(value));
    return value;
  }

  void put(Node node) throws IOException {
    transaction.put(index.nodes, Index.number(node.number), node.encode());
  }

  void remove(Node node) throws IOException {
    transaction.delete(index.nodes, Index.number(node.number));
    transaction.delete(index.objects, Index.number(node.number));
    done(new Work.OfNode(node.number));
  }

  void put(Node node, ObjectRow object) throws IOException {
    transaction.put(index.objects, Index.number(node.number), object.encode());
  }

  void removeObject(Node node) throws IOException {
    transaction.delete(index.objects, Index.number(node.number));
  }

  void put(long directory, byte[] row, Entry entry) throws IOException {
    transaction.put(index.entries, Index.entryKey(directory, row), entry.encode());
  }

  void removeEntry(long directory, byte[] row) throws IOException {
    transaction.delete(index.entries, Index.entryKey(directory, row));
    done(new Work.OfTombstone(directory, Latin.text(row)));
  }

  /// Puts an inode at a component; it is pending no more that this was gone.
  void place(Node node, long directory, Component component) throws IOException {
    node.parent = directory;
    node.component = component.text();
    put(directory, component.rowKey(), new Entry.Live(node.number, component.directory()));
    done(new Work.OfTombstone(directory, Latin.text(component.rowKey())));
  }

  /// Sets what the store has of an inode, as known from now on.
  void base(Node node, Optional<Version> base) throws IOException {
    node.base = base;
    node.stamp = index.nextStamp();
    transaction.put(index.numbers, Latin.bytes("stamp"), Index.number(node.stamp));
  }

  long journal(long time, JournalRecord.Action action, long node, String key, String detail)
      throws IOException {
    long sequence = next("sequence");
    JournalRecord written = new JournalRecord(sequence, time, caller, action, node, key, detail);
    transaction.put(index.journal, Index.number(sequence), written.encode());
    transaction.delete(index.journal, Index.number(sequence - Index.JOURNAL_KEPT));
    journaled = true;
    return sequence;
  }

  /// There is something to be done at the store, from a time on.
  void pend(Work work, long sequence, long now, long at) throws IOException {
    Due known = due(work);
    put(work, known == null ? new Due(sequence, now, at, 0) : known.again(sequence, now, at));
    pended.add(work);
  }

  void put(Work work, Due due) throws IOException {
    byte[] key = work.encode();
    unschedule(work, key);
    transaction.put(index.works, key, due.encode());
    if (due.at() != Due.NEVER) {
      transaction.put(index.schedule, scheduleKey(due, key), PRESENT);
      nextDue = Math.min(nextDue, due.at());
    }
  }

  void done(Work work) throws IOException {
    byte[] key = work.encode();
    unschedule(work, key);
    transaction.delete(index.works, key);
    pended.remove(work);
  }

  private void unschedule(Work work, byte[] key) throws IOException {
    Due known = due(work);
    if (known != null && known.at() != Due.NEVER) {
      transaction.delete(index.schedule, scheduleKey(known, key));
    }
  }

  private static byte[] scheduleKey(Due due, byte[] work) {
    return ByteBuffer.allocate(Long.BYTES + work.length).putLong(due.at()).put(work).array();
  }

  /// What of this change the store doesn't have yet.
  List<Work> pended() {
    return List.copyOf(pended);
  }

  /// When the first of what was scheduled in this change is due.
  long nextDue() {
    return nextDue;
  }

  void keep(String name, Optional<String> document) throws IOException {
    if (document.isPresent()) {
      byte[] bytes = document.get().getBytes(StandardCharsets.UTF_8);
      transaction.put(index.documents, Latin.bytes(name), bytes);
    } else {
      transaction.delete(index.documents, Latin.bytes(name));
    }
  }

  /// When the volume was first opened here.
  long created(long now) throws IOException {
    long known = numbered("created");
    if (known != 0) {
      return known;
    }
    transaction.put(index.numbers, Latin.bytes("created"), Index.number(now));
    return now;
  }

  void orphan(Node node) throws IOException {
    transaction.put(index.orphans, Index.number(node.number), new byte[] {1});
  }

  void adopted(long node) throws IOException {
    transaction.delete(index.orphans, Index.number(node));
  }

  void conflict(Conflict conflict) throws IOException {
    transaction.put(index.conflicts, Index.number(conflict.sequence()), conflict.encode());
  }
}
