package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.ETag;
import org.openfiles.core.FileKind;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.engine.content.ContentCache;

/// Puts objects at their keys in the index, and takes them from there.
final class ObjectPlaces {
  private static final int FILE_MODE = 0644;

  private final Editor editor;
  private final ContentCache contents;

  ObjectPlaces(Editor editor, ContentCache contents) {
    this.editor = editor;
    this.contents = contents;
  }

  /// Puts an object at a key, in the place of what is there. Answers its inode.
  Node put(Edit edit, Key key, Incoming bytes, ObjectMetadata metadata) throws IOException {
    int slash = key.value().lastIndexOf('/') + 1;
    Node directory = directories(edit, key);
    String text = key.value().substring(slash);
    return text.isEmpty() && bytes.size() == 0
        ? marker(edit, directory, bytes, metadata)
        : file(edit, directory, new Component(text, false), bytes, metadata);
  }

  private Node file(
      Edit edit, Node directory, Component component, Incoming bytes, ObjectMetadata metadata)
      throws IOException {
    long now = editor.now();
    Node node = fileAt(edit, directory, component, now);
    bytes.become(edit, node, now);
    node.metadataKnown = true;
    node.metadataChanged = false;
    node.mode = FILE_MODE;
    node.uid = 0;
    node.gid = 0;
    node.xattrs.clear();
    ObjectDialects.read(metadata, node);
    edit.put(node);
    edit.put(node, new ObjectRow(true, Optional.empty(), metadata, Optional.of(bytes.facts(now))));
    editor.changed(edit, node, JournalRecord.Action.WRITE, now, "");
    return node;
  }

  /// The inode that a file at a place gets: the one that is there, so that exports of its versions
  /// go one after the other.
  Node fileAt(Edit edit, Node directory, Component component, long now) throws IOException {
    Node known = edit.child(directory.number, component);
    if (known != null) {
      Node node = known.kind == FileKind.FILE ? known : known.as(FileKind.FILE);
      node.target = "";
      return node;
    }
    Node node = edit.newNode(FileKind.FILE);
    editor.takePlace(edit, node, directory, component);
    if (component.equals(Component.MARKER)) {
      node.over = unmark(edit, directory).or(() -> node.over);
    }
    Editor.touch(edit, directory, now);
    return node;
  }

  /// Makes a directory one that no object stands for. Answers the version that the store has.
  private static Optional<ETag> unmark(Edit edit, Node directory) throws IOException {
    Optional<ETag> there =
        directory.base.isPresent() && directory.base.map(Version::key).equals(edit.key(directory))
            ? directory.base.map(Version::etag)
            : directory.over;
    directory.base = Optional.empty();
    directory.over = Optional.empty();
    directory.metadataKnown = false;
    directory.metadataChanged = false;
    edit.put(directory);
    edit.removeObject(directory);
    return there;
  }

  /// An empty object whose key ends with a slash is its directory's marker.
  private Node marker(Edit edit, Node directory, Incoming bytes, ObjectMetadata metadata)
      throws IOException {
    long now = editor.now();
    Node file = edit.child(directory.number, Component.MARKER);
    if (file != null) {
      editor.remove(edit, file);
      directory = edit.node(directory.number);
    }
    byte[] row = Component.MARKER.rowKey();
    if (edit.entry(directory.number, row) instanceof Entry.Gone gone) {
      directory.over = gone.etag();
      edit.removeEntry(directory.number, row);
    }
    directory.metadataKnown = true;
    directory.changed = now;
    edit.put(directory);
    edit.put(
        directory, new ObjectRow(true, Optional.empty(), metadata, Optional.of(bytes.facts(now))));
    editor.changed(edit, directory, JournalRecord.Action.CHANGE, now, "");
    return directory;
  }

  /// The directory of a key, made as far as it is missing.
  Node directories(Edit edit, Key key) throws IOException {
    refuseHidden(key);
    Node at = edit.node(Index.ROOT);
    int begin = 0;
    String value = key.value();
    for (int slash = value.indexOf('/'); slash >= 0; slash = value.indexOf('/', begin)) {
      Component component = new Component(value.substring(begin, slash), true);
      Node child = edit.child(at.number, component);
      if (child == null) {
        child = editor.imply(edit, at, component);
      }
      at = child;
      begin = slash + 1;
    }
    if (edit.isLocalOnly(at)) {
      throw new AccessDeniedException(value, null, "reserved");
    }
    return at;
  }

  static void refuseHidden(Key key) throws AccessDeniedException {
    if (ShownObjects.isHidden(key.value())) {
      throw new AccessDeniedException(key.value(), null, "reserved");
    }
  }

  /// What a removal leaves to be done.
  ///
  /// @param inode whose bytes nobody needs any more
  /// @param works at the store
  record Removed(long inode, List<Work> works) {}

  /// Removes the object that an inode is.
  Removed remove(Edit edit, Node node, Key key) throws IOException {
    if (node.isDirectory()) {
      return unmarked(edit, node, key);
    }
    long parent = node.parent;
    byte[] row = new Component(node.component, false).rowKey();
    editor.remove(edit, node);
    editor.prune(edit, parent);
    return new Removed(node.number, List.of(new Work.OfTombstone(parent, Latin.text(row))));
  }

  private Removed unmarked(Edit edit, Node directory, Key key) throws IOException {
    long now = editor.now();
    Optional<Version> base = directory.base;
    Optional<ETag> over = unmark(edit, directory);
    long sequence =
        edit.journal(now, JournalRecord.Action.REMOVE, directory.number, key.value(), "");
    String row = Latin.text(Component.MARKER.rowKey());
    Work work = new Work.OfTombstone(directory.number, row);
    Optional<Entry.Gone> gone =
        base.map(version -> new Entry.Gone(version.key(), Optional.of(version.etag()), 0, ""))
            .or(() -> over.map(etag -> new Entry.Gone(key.value(), Optional.of(etag), 0, "")));
    if (gone.isPresent()) {
      edit.put(directory.number, Component.MARKER.rowKey(), gone.get());
      edit.pend(work, sequence, now, editor.due(now));
    }
    if (directory.origins.isEmpty() && directory.left.isEmpty()) {
      edit.done(new Work.OfNode(directory.number));
    }
    editor.prune(edit, directory.number);
    return new Removed(0, List.of(work));
  }

  /// Takes a version of the store's as what an inode is, in the place of its bytes.
  void replace(Edit edit, Node node, ObjectInfo info, Merger merger) throws IOException {
    if (node.content != 0) {
      contents.remove(node.content, edit.transaction());
    }
    merger.adopt(edit, node, info);
    node.exporting = "";
    edit.put(node);
  }

  /// Makes a version of the store's the object at a key, whatever was there.
  Node adopt(Edit edit, Key key, ObjectInfo info, Merger merger) throws IOException {
    Node directory = directories(edit, key);
    String text = key.value().substring(key.value().lastIndexOf('/') + 1);
    long now = editor.now();
    Node node;
    if (text.isEmpty() && info.size() == 0) {
      Node file = edit.child(directory.number, Component.MARKER);
      if (file != null) {
        editor.remove(edit, file);
        directory = edit.node(directory.number);
      }
      edit.removeEntry(directory.number, Component.MARKER.rowKey());
      node = directory;
      merger.mark(edit, node, key.value(), Optional.of(info), Long.MAX_VALUE);
      node.metadataKnown = true;
      edit.put(node);
    } else {
      node = fileAt(edit, directory, new Component(text, false), now);
      replace(edit, node, info, merger);
    }
    edit.done(new Work.OfNode(node.number));
    edit.put(node, ObjectRow.of(info));
    edit.journal(now, JournalRecord.Action.WRITE, node.number, key.value(), info.etag().value());
    return node;
  }
}
