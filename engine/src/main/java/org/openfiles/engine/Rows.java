package org.openfiles.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openfiles.lmdb.Cursor;
import org.openfiles.lmdb.Snapshot;

/// The rows of the index, as one state of it has them.
class Rows {
  protected final Index index;
  private final Snapshot snapshot;

  Rows(Index index, Snapshot snapshot) {
    this.index = index;
    this.snapshot = snapshot;
  }

  /// A name and what it is.
  record Child(String row, Entry entry) {}

  Node node(long number) throws IOException {
    Node node = nodeOrNull(number);
    if (node == null) {
      throw new NoSuchFileException("inode " + number);
    }
    return node;
  }

  @Nullable Node nodeOrNull(long number) throws IOException {
    byte[] row = snapshot.get(index.nodes, Index.number(number));
    return row == null ? null : Node.decode(number, row);
  }

  @Nullable Entry entry(long directory, byte[] row) throws IOException {
    byte[] value = snapshot.get(index.entries, Index.entryKey(directory, row));
    return value == null ? null : Entry.decode(value);
  }

  /// What is known of an inode as an object, if that is about it as it is.
  Optional<ObjectRow> object(Node node) throws IOException {
    byte[] row = snapshot.get(index.objects, Index.number(node.number));
    return Optional.ofNullable(row).map(ObjectRow::decode).filter(each -> each.holdsFor(node));
  }

  /// The inode of a component; null where there is none.
  @Nullable Node child(long directory, Component component) throws IOException {
    return entry(directory, component.rowKey()) instanceof Entry.Live live
        ? node(live.node())
        : null;
  }

  /// At most `limit` rows of a directory from a row on, tombstones included.
  List<Child> children(long directory, byte[] from, int limit) throws IOException {
    byte[] prefix = Index.number(directory);
    List<Child> children = new ArrayList<>();
    try (Cursor cursor = snapshot.cursor(index.entries)) {
      for (boolean more = cursor.seek(Index.entryKey(directory, from));
          more && children.size() < limit && cursor.startsWith(prefix);
          more = cursor.next()) {
        byte[] key = cursor.key();
        children.add(
            new Child(
                Latin.text(Arrays.copyOfRange(key, Long.BYTES, key.length)),
                Entry.decode(cursor.value())));
      }
    }
    return children;
  }

  /// Whether a directory has a name that is no tombstone.
  boolean hasChildren(long directory) throws IOException {
    byte[] prefix = Index.number(directory);
    try (Cursor cursor = snapshot.cursor(index.entries)) {
      for (boolean more = cursor.seek(prefix);
          more && cursor.startsWith(prefix);
          more = cursor.next()) {
        if (Entry.decode(cursor.value()) instanceof Entry.Live) {
          return true;
        }
      }
    }
    return false;
  }

  /// The key that an inode has by its path, with a slash at the end of a directory's; the root's is
  /// empty. What has no name any more is empty.
  Optional<String> key(Node node) throws IOException {
    Deque<String> parts = new ArrayDeque<>();
    for (Node at = node; at.number != Index.ROOT; at = node(at.parent)) {
      if (at.parent == 0) {
        return Optional.empty();
      }
      parts.addFirst(at.isDirectory() ? at.component + "/" : at.component);
    }
    return Optional.of(String.join("", parts));
  }

  /// The prefixes of the store whose objects are in a directory, the one by its path first.
  Set<String> sources(Node directory) throws IOException {
    Set<String> sources = new LinkedHashSet<>();
    if (directory.number == Index.ROOT) {
      sources.add("");
    } else if (directory.parent != 0) {
      for (String above : sources(node(directory.parent))) {
        sources.add(above + directory.component + "/");
      }
      sources.addAll(directory.origins);
      directory.masked.forEach(sources::remove);
    }
    return sources;
  }

  /// The keys that a file may have had by the prefixes of its directory.
  List<String> places(Node file) throws IOException {
    return file.parent == 0
        ? List.of()
        : sources(node(file.parent)).stream().map(source -> source + file.component).toList();
  }

  /// Whether nothing at or below a place is exported.
  boolean isLocalOnly(Node node) throws IOException {
    for (Node at = node; ; at = node(at.parent)) {
      if (at.localOnly) {
        return true;
      }
      if (at.number == Index.ROOT || at.parent == 0) {
        return false;
      }
    }
  }

  /// The inode at a key; null where there is none.
  @Nullable Node locate(String key) throws IOException {
    return locate(node(Index.ROOT), key);
  }

  /// The inode at a key below a directory; the directory itself where that is empty.
  @Nullable Node locate(Node directory, String key) throws IOException {
    Node at = directory;
    int begin = 0;
    while (begin < key.length()) {
      int slash = key.indexOf('/', begin);
      String text = key.substring(begin, slash < 0 ? key.length() : slash);
      Node child = child(at.number, new Component(text, slash >= 0));
      if (child == null) {
        return null;
      }
      at = child;
      begin = slash < 0 ? key.length() : slash + 1;
    }
    return at;
  }

  @Nullable Due due(Work work) throws IOException {
    byte[] row = snapshot.get(index.works, work.encode());
    return row == null ? null : Due.decode(row);
  }

  boolean isPending(long node) throws IOException {
    return snapshot.contains(index.works, new Work.OfNode(node).encode());
  }

  /// Work and when it is due.
  record Scheduled(Work work, Due due) {}

  /// What is due first, in the order of time.
  List<Scheduled> schedule(int limit) throws IOException {
    List<Scheduled> first = new ArrayList<>();
    try (Cursor cursor = snapshot.cursor(index.schedule)) {
      for (boolean more = cursor.first(); more && first.size() < limit; more = cursor.next()) {
        byte[] key = cursor.key();
        Work work = Work.decode(Arrays.copyOfRange(key, Long.BYTES, key.length));
        Due due = due(work);
        if (due != null) {
          first.add(new Scheduled(work, due));
        }
      }
    }
    return first;
  }

  /// What the store doesn't have yet, from a work on.
  List<Scheduled> works(byte[] from, int limit) throws IOException {
    List<Scheduled> works = new ArrayList<>();
    try (Cursor cursor = snapshot.cursor(index.works)) {
      for (boolean more = cursor.seek(from); more && works.size() < limit; more = cursor.next()) {
        works.add(new Scheduled(Work.decode(cursor.key()), Due.decode(cursor.value())));
      }
    }
    return works;
  }

  /// How much the store doesn't have yet.
  long pending() throws IOException {
    return snapshot.count(index.works);
  }

  /// The journal from a sequence on.
  List<JournalRecord> journal(long from, int limit) throws IOException {
    List<JournalRecord> records = new ArrayList<>();
    try (Cursor cursor = snapshot.cursor(index.journal)) {
      for (boolean more = cursor.seek(Index.number(from));
          more && records.size() < limit;
          more = cursor.next()) {
        records.add(JournalRecord.decode(Index.number(cursor.key()), cursor.value()));
      }
    }
    return records;
  }

  /// The number of the journal's newest record; 0 where there was none.
  long newest() throws IOException {
    return numbered("sequence");
  }

  List<Conflict> conflicts() throws IOException {
    List<Conflict> all = new ArrayList<>();
    try (Cursor cursor = snapshot.cursor(index.conflicts)) {
      for (boolean more = cursor.first(); more; more = cursor.next()) {
        all.add(Conflict.decode(Index.number(cursor.key()), cursor.value()));
      }
    }
    return all;
  }

  List<Long> orphans() throws IOException {
    List<Long> numbers = new ArrayList<>();
    try (Cursor cursor = snapshot.cursor(index.orphans)) {
      for (boolean more = cursor.first(); more; more = cursor.next()) {
        numbers.add(Index.number(cursor.key()));
      }
    }
    return numbers;
  }

  /// A document about the volume as a whole.
  Optional<String> document(String name) throws IOException {
    byte[] document = snapshot.get(index.documents, Latin.bytes(name));
    return Optional.ofNullable(document).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  long lastStamp() throws IOException {
    return numbered("stamp");
  }

  protected long numbered(String name) throws IOException {
    byte[] value = snapshot.get(index.numbers, Latin.bytes(name));
    return value == null ? 0 : Index.number(value);
  }
}
