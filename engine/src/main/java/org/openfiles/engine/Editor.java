package org.openfiles.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.FileKind;
import org.openfiles.core.FileTree.Creation;
import org.openfiles.core.FileTree.RenameMode;
import org.openfiles.core.IsDirectoryException;
import org.openfiles.core.Key;
import org.openfiles.core.KeyTooLongException;
import org.openfiles.core.Name;

/// What the verbs of the tree do to the index. Whatever the store has, or would show again, of a
/// name that is gone stays behind as a tombstone; whatever it has where something new is made is
/// remembered, to be replaced and not to be overwritten blindly.
final class Editor {
  private static final int IMPLIED_MODE = 0755;
  private static final long UNACKNOWLEDGED = 10_000_000_000L;

  private final InstantSource clock;
  private final VolumeOptions options;

  Editor(InstantSource clock, VolumeOptions options) {
    this.clock = clock;
    this.options = options;
  }

  long now() {
    return Nanos.of(clock.instant());
  }

  ConflictRule.Policy policy(String key) {
    return options.conflictPolicy(key);
  }

  /// When something that is changed now is due. Where it is exported before the acknowledgement,
  /// this is for what that could not be done for.
  long due(long now) {
    return now
        + (options.exportWindow().isZero() ? UNACKNOWLEDGED : options.exportWindow().toNanos());
  }

  Node directory(Rows rows, long number) throws IOException {
    Node node = rows.node(number);
    if (!node.isDirectory()) {
      throw new NotDirectoryException(rows.key(node).orElse("inode " + number));
    }
    if (node.parent == 0 && number != Index.ROOT) {
      throw new NoSuchFileException("inode " + number);
    }
    return node;
  }

  Node child(Rows rows, long directory, Name name) throws IOException {
    Node node = Names.find(rows, directory, name);
    if (node == null) {
      Node parent = directory(rows, directory);
      throw new NoSuchFileException("/" + rows.key(parent).orElse("") + name);
    }
    return node;
  }

  void requireFree(Rows rows, Node directory, Name name) throws IOException {
    if (Names.find(rows, directory.number, name) != null) {
      throw new FileAlreadyExistsException("/" + rows.key(directory).orElse("") + name);
    }
  }

  /// Makes a node at a free name.
  Node create(Edit edit, long directory, Name name, FileKind kind, Creation creation)
      throws IOException {
    Node parent = directory(edit, directory);
    requireFree(edit, parent, name);
    Component wanted = Names.component(edit, directory, name, kind == FileKind.DIRECTORY);
    Component component = new Component(wanted.text(), kind == FileKind.DIRECTORY);
    Node node = edit.newNode(kind);
    node.mode = creation.mode();
    node.uid = creation.uid();
    node.gid = creation.gid();
    long now = now();
    node.modified = now;
    node.changed = now;
    node.metadataKnown = true;
    takePlace(edit, node, parent, component);
    if (kind == FileKind.DIRECTORY) {
      // Its parent's listing would have shown what the store had there.
      node.listed = now;
    }
    edit.put(node);
    touch(edit, parent, now);
    changed(edit, node, JournalRecord.Action.CREATE, now, "");
    return node;
  }

  /// A directory that is there because something is in it, and goes with the last of that.
  Node imply(Edit edit, Node parent, Component component) throws IOException {
    Node node = edit.newNode(FileKind.DIRECTORY);
    node.mode = IMPLIED_MODE;
    node.modified = now();
    node.changed = node.modified;
    takePlace(edit, node, parent, component);
    edit.put(node);
    touch(edit, parent, node.modified);
    return node;
  }

  /// Removes directories that nothing but their content stood for, from one upwards.
  void prune(Edit edit, long number) throws IOException {
    Node node = edit.nodeOrNull(number);
    while (node != null && node.number != Index.ROOT && isHollow(edit, node)) {
      long parent = node.parent;
      edit.removeEntry(parent, new Component(node.component, true).rowKey());
      edit.remove(node);
      node = edit.nodeOrNull(parent);
    }
  }

  private static boolean isHollow(Rows rows, Node node) throws IOException {
    return node.isDirectory()
        && node.parent != 0
        && node.base.isEmpty()
        && node.over.isEmpty()
        && !node.localOnly
        && !node.metadataKnown
        && !node.metadataChanged
        && node.origins.isEmpty()
        && node.masked.isEmpty()
        && node.left.isEmpty()
        && !rows.isPending(node.number)
        && rows.children(node.number, new byte[0], 1).isEmpty();
  }

  /// Puts a node at a place where nothing lives; what the store has there is to be replaced by it.
  void takePlace(Edit edit, Node node, Node directory, Component component) throws IOException {
    String key =
        edit.key(directory).orElse("") + component.text() + (component.directory() ? "/" : "");
    int bytes = (options.prefix() + key).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Key.BYTES_MAX) {
      throw new KeyTooLongException(bytes);
    }
    node.over = Optional.empty();
    node.after = 0;
    if (edit.entry(directory.number, component.rowKey()) instanceof Entry.Gone gone) {
      takeOver(edit, node, key, gone);
    }
    edit.place(node, directory.number, component);
  }

  /// A node comes to where something has gone.
  private void takeOver(Edit edit, Node node, String key, Entry.Gone gone) throws IOException {
    Optional<String> home = node.base.map(Version::key);
    if (home.equals(Optional.of(gone.key())) && gone.movedTo() == node.number) {
      return;
    }
    if (!gone.key().equals(key)) {
      stray(edit, gone);
      return;
    }
    if (home.equals(Optional.of(key))) {
      return;
    }
    node.over = gone.etag();
    node.after = gone.movedTo();
    if (node.isDirectory()) {
      if (gone.isPrefix()) {
        node.masked = List.of(gone.key());
      }
    } else if (node.exporting.isEmpty()) {
      // What was removed may be in the store yet by an upload that was under way.
      node.exporting = gone.mark();
    }
  }

  /// Keeps a tombstone whose place is needed by another.
  private void stray(Edit edit, Entry.Gone gone) throws IOException {
    if (gone.isPrefix()) {
      return;
    }
    long now = now();
    byte[] row = edit.newStray();
    edit.put(Index.ROOT, row, gone);
    edit.pend(new Work.OfTombstone(Index.ROOT, Latin.text(row)), 0, now, due(now));
  }

  /// Records that a node differs from what the store has.
  void changed(Edit edit, Node node, JournalRecord.Action action, long now, String detail)
      throws IOException {
    long sequence = edit.journal(now, action, node.number, edit.key(node).orElse(""), detail);
    if (!edit.isLocalOnly(node)) {
      edit.pend(new Work.OfNode(node.number), sequence, now, due(now));
    }
  }

  /// A file that waits for its export has been written to, and rests anew.
  void written(Edit edit, Node node) throws IOException {
    edit.journal(now(), JournalRecord.Action.WRITE, node.number, edit.key(node).orElse(""), "");
    Work work = new Work.OfNode(node.number);
    Due due = edit.due(work);
    if (due != null) {
      long now = now();
      edit.put(work, due.again(due.sequence(), now, due(now)));
    }
  }

  static void touch(Edit edit, Node directory, long now) throws IOException {
    directory.modified = now;
    directory.changed = now;
    edit.put(directory);
  }

  /// Removes a name of a node; the node itself is left without one.
  void remove(Edit edit, Node node) throws IOException {
    if (node.isDirectory() && edit.hasChildren(node.number)) {
      throw new DirectoryNotEmptyException("/" + edit.key(node).orElse(""));
    }
    long now = now();
    String key = edit.key(node).orElse("");
    long sequence = edit.journal(now, JournalRecord.Action.REMOVE, node.number, key, "");
    leave(edit, node, key, 0, sequence, now);
    touch(edit, edit.node(node.parent), now);
    node.parent = 0;
    node.changed = now;
    edit.put(node);
    edit.orphan(node);
    if (node.left.isEmpty()) {
      edit.done(new Work.OfNode(node.number));
    }
  }

  /// Leaves a tombstone where a node was, if the store has something there.
  private void leave(Edit edit, Node node, String key, long movedTo, long sequence, long now)
      throws IOException {
    byte[] row = new Component(node.component, node.isDirectory()).rowKey();
    Optional<Entry.Gone> tombstone = tombstone(edit, node, key, movedTo);
    if (tombstone.isEmpty()) {
      edit.removeEntry(node.parent, row);
      return;
    }
    edit.put(node.parent, row, tombstone.get());
    Work.OfTombstone work = new Work.OfTombstone(node.parent, Latin.text(row));
    if (!tombstone.get().isPrefix()) {
      edit.pend(work, sequence, now, due(now));
    } else {
      node.left = Texts.with(node.left, Latin.text(work.encode()));
    }
  }

  private Optional<Entry.Gone> tombstone(Edit edit, Node node, String key, long movedTo)
      throws IOException {
    boolean isThere = node.base.map(Version::key).equals(Optional.of(key));
    if ((edit.isLocalOnly(node) && !isThere) || node.component.startsWith("/")) {
      return Optional.empty();
    }
    if (node.isDirectory() && movedTo != 0) {
      // Whatever is below that prefix goes with the directory.
      return Optional.of(new Entry.Gone(key, Optional.empty(), movedTo, ""));
    }
    String mark = node.exporting;
    boolean atHome = node.base.map(Version::key).equals(Optional.of(key));
    if (node.base.isPresent() && !atHome) {
      // What the store has of it lies elsewhere; whatever it has here is another's.
      if (node.over.isPresent() || !mark.isEmpty()) {
        stray(edit, new Entry.Gone(key, node.over, node.after, mark));
      }
      Version base = node.base.get();
      return Optional.of(new Entry.Gone(base.key(), Optional.of(base.etag()), movedTo, ""));
    }
    if (atHome) {
      return Optional.of(new Entry.Gone(key, node.base.map(Version::etag), movedTo, mark));
    }
    return node.over.isPresent() || !mark.isEmpty()
        ? Optional.of(new Entry.Gone(key, node.over, node.after, mark))
        : Optional.empty();
  }

  /// An upload came to its end after the file had gone elsewhere: what the store has got is in the
  /// way of what is there now, or is to be deleted.
  void leftBehind(Edit edit, Node node, Version version) throws IOException {
    String key = version.key();
    int slash = key.lastIndexOf('/') + 1;
    Node directory = edit.locate(key.substring(0, slash));
    if (directory == null) {
      return;
    }
    byte[] row = new Component(key.substring(slash), false).rowKey();
    switch (edit.entry(directory.number, row)) {
      case Entry.Live live -> {
        Node other = edit.node(live.node());
        if (other.base.map(Version::key).equals(Optional.of(key))) {
          return;
        }
        other.over = Optional.of(version.etag());
        other.after = node.parent == 0 ? 0 : node.number;
        edit.put(other);
      }
      case null, default -> {
        if (key.endsWith("/") && directory.hasMarker()) {
          directory.over = Optional.of(version.etag());
          edit.put(directory);
          return;
        }
        long now = now();
        long moved = node.parent == 0 ? 0 : node.number;
        edit.put(
            directory.number, row, new Entry.Gone(key, Optional.of(version.etag()), moved, ""));
        Work work = new Work.OfTombstone(directory.number, Latin.text(row));
        edit.pend(work, 0, now, due(now));
      }
    }
  }

  void rename(Edit edit, Node node, long to, Name newName, RenameMode mode) throws IOException {
    Node target = Names.find(edit, to, newName);
    if (target != null && target.number == node.number) {
      if (mode == RenameMode.NO_REPLACE) {
        throw new FileAlreadyExistsException("/" + edit.key(target).orElse(""));
      }
      return;
    }
    Node directory = directory(edit, to);
    refuseOwnDescendant(edit, node, directory);
    if (mode == RenameMode.EXCHANGE) {
      exchange(edit, node, require(target, edit, directory, newName));
      return;
    }
    Component wanted = Names.component(edit, to, newName, node.isDirectory());
    Component component = new Component(wanted.text(), node.isDirectory());
    long now = now();
    if (target != null) {
      if (mode == RenameMode.NO_REPLACE) {
        throw new FileAlreadyExistsException("/" + edit.key(target).orElse(""));
      }
      refuseMixedKinds(edit, node, target);
      remove(edit, target);
      // It may have been the parent whose times changed.
      directory = directory(edit, to);
    }
    move(edit, node, directory, component, now);
  }

  private void move(Edit edit, Node node, Node directory, Component component, long now)
      throws IOException {
    String from = edit.key(node).orElse("");
    Set<String> sources = node.isDirectory() ? edit.sources(node) : Set.of();
    long sequence =
        edit.journal(
            now,
            JournalRecord.Action.RENAME,
            node.number,
            from,
            edit.key(directory).orElse("") + component.text() + (component.directory() ? "/" : ""));
    Node source = edit.node(node.parent);
    boolean wasLocal = edit.isLocalOnly(node);
    leave(edit, node, from, node.number, sequence, now);
    touch(edit, source, now);
    if (source.number == directory.number) {
      directory = source;
    }
    node.masked = List.of();
    takePlace(edit, node, directory, component);
    if (node.isDirectory() && !wasLocal) {
      Set<String> origins = new LinkedHashSet<>(sources);
      origins.remove(edit.key(node).orElse(""));
      origins.removeIf(prefix -> prefix.contains("//" + node.number + "/"));
      node.origins = new ArrayList<>(origins);
    }
    node.changed = now;
    edit.put(node);
    touch(edit, directory, now);
    if (!edit.isLocalOnly(node)) {
      edit.pend(new Work.OfNode(node.number), sequence, now, due(now));
    } else {
      edit.done(new Work.OfNode(node.number));
    }
  }

  /// Two names change places, by way of one that nobody can ask for.
  private void exchange(Edit edit, Node left, Node right) throws IOException {
    Node leftParent = edit.node(left.parent);
    refuseOwnDescendant(edit, right, leftParent);
    Component leftPlace = new Component(left.component, right.isDirectory());
    Component rightPlace = new Component(right.component, left.isDirectory());
    long now = now();
    long rightParent = right.parent;
    Component aside = new Component("/" + left.number, left.isDirectory());
    move(edit, left, edit.node(left.parent), aside, now);
    move(edit, right, edit.node(leftParent.number), leftPlace, now);
    move(edit, left, edit.node(rightParent), rightPlace, now);
  }

  private static Node require(@Nullable Node target, Edit edit, Node directory, Name name)
      throws IOException {
    if (target == null) {
      throw new NoSuchFileException("/" + edit.key(directory).orElse("") + name);
    }
    return target;
  }

  private static void refuseOwnDescendant(Rows rows, Node node, Node directory) throws IOException {
    for (Node at = directory;
        at.number != Index.ROOT && at.parent != 0;
        at = rows.node(at.parent)) {
      if (at.number == node.number) {
        throw new IllegalArgumentException(
            "a directory can't be moved into itself: /" + rows.key(node).orElse(""));
      }
    }
  }

  private static void refuseMixedKinds(Rows rows, Node node, Node target) throws IOException {
    if (node.isDirectory() && !target.isDirectory()) {
      throw new NotDirectoryException("/" + rows.key(target).orElse(""));
    }
    if (!node.isDirectory() && target.isDirectory()) {
      throw new IsDirectoryException("/" + rows.key(target).orElse(""));
    }
  }
}
