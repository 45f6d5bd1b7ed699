package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ETag;
import org.openfiles.core.Name;

/// Further names of a file: hard links.
///
/// Each is a node of its own, with its own place and its own object, and says whose name it is
/// ([Node#linkOf]). The file knows them ([Node#names]). Whatever is asked of such a node's inode is
/// asked of the file.
final class Links {
  private final Editor editor;

  Links(Editor editor) {
    this.editor = editor;
  }

  /// Gives a file one more name.
  Node link(Edit edit, long number, long directory, Name name) throws IOException {
    Node parent = editor.directory(edit, directory);
    Node file = edit.file(number);
    if (file.isDirectory()) {
      throw new FileSystemException(
          "/" + edit.key(file).orElse(""), null, "a directory has one name only");
    }
    editor.requireFree(edit, parent, name);
    if (file.parent == 0) {
      throw new NoSuchFileException("inode " + number);
    }
    if (edit.isLocalOnly(file) || edit.isLocalOnly(parent)) {
      throw new FileSystemException(
          "/" + edit.key(file).orElse(""), null, "what is never exported has one name only");
    }
    long now = editor.now();
    Node further = edit.newNode(file.kind);
    further.linkOf = file.number;
    further.metadataKnown = true;
    further.metadataChanged = true;
    further.resemble(file);
    editor.place(edit, further, parent, name);
    edit.put(further);
    if (file.linkGroup.isEmpty()) {
      file.linkGroup = Long.toHexString(now) + "-" + Long.toHexString(file.number);
      edit.group(file.linkGroup, file.number);
    }
    file.names = with(file.names, further.number);
    changed(edit, file, now, JournalRecord.Action.CHANGE);
    editor.changed(edit, further, JournalRecord.Action.CREATE, now, "");
    Editor.touch(edit, edit.node(directory), now);
    return file;
  }

  /// A file's metadata are others now, and those of all its objects.
  private void changed(Edit edit, Node file, long now, JournalRecord.Action action)
      throws IOException {
    file.changed = now;
    file.metadataChanged = true;
    file.carried = false;
    edit.put(file);
    editor.changed(edit, file, action, now, "");
  }

  /// Takes a further name from a file; its node is gone. What the store has there is the caller's
  /// business.
  void forget(Edit edit, Node further) throws IOException {
    Node file = edit.node(further.linkOf);
    file.names = without(file.names, further.number);
    file.changed = editor.now();
    edit.put(file);
    edit.remove(further);
  }

  /// Makes a further name a file of its own: the store has other bytes there than the file.
  ///
  /// The caller puts it.
  void separate(Edit edit, Node further) throws IOException {
    Node file = edit.node(further.linkOf);
    file.names = without(file.names, further.number);
    edit.put(file);
    further.linkOf = 0;
    further.copyOf = "";
    further.linkGroup = "";
    further.metadataChanged = false;
    further.metadataKnown = false;
  }

  /// The file's object was changed in the store: those of its further names that have an object are
  /// files of their own from now on, and have the bytes that were.
  void separateAll(Edit edit, Node file) throws IOException {
    for (long number : file.names) {
      Node further = edit.node(number);
      if (further.base.isPresent() && !edit.isPending(number)) {
        separate(edit, further);
        further.size = further.base.get().size();
        further.modified = further.base.get().modified();
        edit.put(further);
      }
    }
    file.names = edit.node(file.number).names;
  }

  /// Moves a file whose own name goes to the place of one of its further names. Nothing else of it
  /// changes; its object is copied there, where the store doesn't have it yet.
  void promote(Edit edit, Node file, long now, long sequence) throws IOException {
    Node further = edit.node(file.names.getFirst());
    Node directory = edit.node(further.parent);
    Component place = new Component(further.component, false);
    String key = edit.key(further).orElse("");
    Optional<ETag> over =
        further.base.isPresent() && further.base.get().key().equals(key)
            ? further.base.map(Version::etag)
            : further.over;
    forget(edit, further);
    file.names = without(file.names, further.number);
    editor.relocate(edit, file, directory, place, now, sequence);
    file.over = over;
    file.after = further.after;
    if (file.exporting.isEmpty()) {
      file.exporting = further.exporting;
    }
    edit.put(file);
    if (further.base.isPresent() && !further.base.get().key().equals(key)) {
      // It was renamed and its object is not moved yet: a tombstone has it.
      editor.leftBehind(edit, further, further.base.get());
    }
  }

  /// A file goes to lost+found: what the store has by its further names are files of their own.
  void scatter(Edit edit, Node file) throws IOException {
    for (long number : file.names) {
      Node further = edit.node(number);
      edit.done(new Work.OfNode(number));
      if (further.base.isPresent()) {
        separate(edit, further);
        further.size = further.base.get().size();
        further.modified = further.base.get().modified();
        edit.put(further);
      } else {
        edit.removeEntry(further.parent, new Component(further.component, false).rowKey());
        forget(edit, further);
      }
    }
    file.names = List.of();
  }

  /// The store has lost a file's own object: it goes on as one of its further names, if one of
  /// those has an object. Answers whether it does.
  boolean survive(Edit edit, Node file) throws IOException {
    for (long number : file.names) {
      Node further = edit.node(number);
      if (further.base.isPresent() && !edit.isPending(number)) {
        Component place = new Component(further.component, false);
        forget(edit, further);
        file.names = without(file.names, number);
        file.content = 0;
        edit.base(file, further.base);
        file.size = further.base.get().size();
        file.sidecar = "";
        edit.place(file, further.parent, place);
        edit.put(file);
        return true;
      }
    }
    return false;
  }

  /// Pends every further name of a file whose object is another one now.
  void follow(Edit edit, Node file, long sequence) throws IOException {
    long now = editor.now();
    for (long number : file.names) {
      Node further = edit.nodeOrNull(number);
      if (further != null) {
        further.metadataChanged = true;
        further.carried = false;
        edit.put(further);
        edit.pend(new Work.OfNode(number), sequence, now, editor.due(now));
      }
    }
  }

  /// A file was found to be of a link group: it is one more name of the file that is known of it,
  /// if that has the same bytes.
  void join(Edit edit, Node found) throws IOException {
    if (found.linkGroup.isEmpty() || found.base.isEmpty() || found.linkOf != 0) {
      return;
    }
    @Nullable Node file = edit.nodeOrNull(edit.group(found.linkGroup));
    if (file == null || file.parent == 0 || !file.linkGroup.equals(found.linkGroup)) {
      edit.group(found.linkGroup, found.number);
      return;
    }
    boolean same =
        file.number != found.number
            && file.linkOf == 0
            && file.kind == found.kind
            && found.names.isEmpty()
            && !found.bytesChanged
            && file.base.isPresent()
            && !edit.isPending(file.number)
            && !edit.isPending(found.number)
            && file.base.get().etag().equals(found.base.get().etag())
            && file.base.get().size() == found.base.get().size();
    if (same) {
      found.linkOf = file.number;
      found.copyOf = found.base.get().etag().value();
      file.names = with(file.names, found.number);
      edit.put(file);
    }
  }

  private static List<Long> with(List<Long> names, long added) {
    List<Long> all = new ArrayList<>(names);
    all.add(added);
    return all;
  }

  private static List<Long> without(List<Long> names, long removed) {
    return names.stream().filter(name -> name != removed).toList();
  }
}
