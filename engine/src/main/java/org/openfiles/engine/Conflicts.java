package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.openfiles.core.ConflictException;
import org.openfiles.core.ETag;
import org.openfiles.core.FileKind;
import org.openfiles.core.ObjectInfo;

/// Decides what becomes of a file and an object at one key that are two versions, as the volume's
/// rules say. Neither is dropped: the one that gives way is kept, unless it was nothing but other
/// metadata of bytes that nobody has any more.
final class Conflicts {
  private final Index index;
  private final Editor editor;
  private final Merger merger;
  private final OpenFiles files;
  private final LostAndFound lost;
  private final Links links;
  private final VolumeOptions options;

  Conflicts(
      Index index,
      Editor editor,
      Merger merger,
      OpenFiles files,
      LostAndFound lost,
      VolumeOptions options) {
    this.index = index;
    this.editor = editor;
    this.merger = merger;
    this.files = files;
    this.lost = lost;
    this.links = new Links(editor);
    this.options = options;
  }

  /// How much of the version from here does not depend on an object that is gone.
  private enum Hold {
    /// All of its bytes are here and stay.
    HERE,
    /// Its bytes are those of an object at another key, or changes to it.
    ELSEWHERE,
    /// What was changed is here; the rest was the object's that is gone.
    PARTLY,
    /// Nothing but metadata was changed.
    NOTHING
  }

  /// @param key where the file was to be exported to Answers whether the file is to be exported all
  ///   the same.
  ///
  /// @param there what the store has there
  boolean lost(long number, String key, Optional<ObjectInfo> there) throws IOException {
    Node node = index.read(rows -> rows.nodeOrNull(number));
    if (node == null) {
      return false;
    }
    ConflictRule.Policy policy = options.conflictPolicy(key);
    boolean stays =
        policy == ConflictRule.Policy.FILES_WIN
            || (policy == ConflictRule.Policy.KEEP_BOTH && there.isEmpty());
    if (node.linkOf != 0 && !stays) {
      change(number, key, edit -> part(edit, number, key, there, policy));
      return false;
    }
    Hold hold = hold(node, key);
    boolean whole = hold == Hold.HERE || hold == Hold.ELSEWHERE;
    switch (whole ? policy : ConflictRule.Policy.STORE_WINS) {
      case STORE_WINS -> giveWay(node, key, there, hold);
      case KEEP_BOTH -> change(number, key, edit -> beside(edit, number, key, there, hold));
      case FILES_WIN -> replace(node, key, there, hold);
    }
    return index.read(rows -> rows.isPending(number));
  }

  private Hold hold(Node node, String key) throws IOException {
    if (node.kind != FileKind.FILE || node.linkOf != 0) {
      return Hold.HERE;
    }
    boolean elsewhere = node.base.isPresent() && !node.base.get().key().equals(key);
    OpenFile file;
    try {
      file = files.open(node.number);
    } catch (NoSuchFileException _) {
      return Hold.NOTHING;
    }
    try {
      if (elsewhere) {
        return Hold.ELSEWHERE;
      }
      boolean changed = !file.content().dirty().ranges().isEmpty();
      if (!changed && node.base.isPresent() && !file.isFullyPresent()) {
        return node.base.get().size() == file.look().size() ? Hold.NOTHING : Hold.PARTLY;
      }
      return file.own() ? Hold.HERE : Hold.PARTLY;
    } finally {
      files.commit(file, true);
      files.release(file);
    }
  }

  private Conflict record(
      Edit edit,
      Node node,
      String key,
      String kept,
      Optional<ObjectInfo> there,
      ConflictRule.Policy policy)
      throws IOException {
    Conflict.Reason reason =
        there.isEmpty()
            ? Conflict.Reason.DELETED_IN_STORE
            : node.base.isPresent() ? Conflict.Reason.CHANGED : Conflict.Reason.CREATED;
    Optional<ETag> local = node.base.map(Version::etag);
    return ConflictRecords.add(
        edit,
        editor.now(),
        node.number,
        key,
        kept,
        local,
        there.map(ObjectInfo::etag),
        reason,
        policy);
  }

  private interface Resolution {
    void make(Edit edit) throws IOException;
  }

  private void change(long number, String key, Resolution resolution) throws IOException {
    index.change(edit -> resolve(edit, number, key, resolution));
  }

  /// Unless the file is somewhere else by now.
  private static boolean resolve(Edit edit, long number, String key, Resolution resolution)
      throws IOException {
    Node node = edit.nodeOrNull(number);
    boolean there = node != null && node.parent != 0 && edit.key(node).equals(Optional.of(key));
    if (there) {
      resolution.make(edit);
    }
    return there;
  }

  /// Whether anything of a file's bytes is here and nowhere else, or was changed here.
  private boolean isHere(Node node) throws IOException {
    if (node.bytesChanged) {
      return true;
    }
    OpenFile file;
    try {
      file = files.open(node.number);
    } catch (NoSuchFileException _) {
      return false;
    }
    try {
      return file.isFullyPresent();
    } finally {
      files.release(file);
    }
  }

  private void giveWay(Node stale, String key, Optional<ObjectInfo> there, Hold hold)
      throws IOException {
    String place = lost.key(key, editor.now());
    // Its object is left where it was, and may be removed there.
    Optional<Version> copy =
        hold == Hold.ELSEWHERE ? lost.copy(stale.base.get(), place) : Optional.empty();
    boolean nothing =
        hold == Hold.NOTHING || (hold == Hold.ELSEWHERE && copy.isEmpty() && !isHere(stale));
    String kept = nothing ? "" : place;
    Resolution resolution =
        edit -> {
          Node node = edit.node(stale.number);
          if (kept.isEmpty()) {
            adopt(edit, node, there);
            record(edit, node, key, kept, there, ConflictRule.Policy.STORE_WINS);
            return;
          }
          links.scatter(edit, node);
          leave(edit, node, there);
          LostAndFound.describe(
              node, record(edit, node, key, kept, there, ConflictRule.Policy.STORE_WINS));
          if (hold == Hold.HERE) {
            node.base = Optional.empty();
          } else if (copy.isPresent()) {
            edit.base(node, copy);
          }
          lost.place(edit, node, kept);
          edit.put(node);
          edit.done(new Work.OfNode(node.number));
        };
    if (copy.isPresent()) {
      var _ =
          files.rebase(
              stale.number, copy.get(), edit -> resolve(edit, stale.number, key, resolution));
    } else {
      change(stale.number, key, resolution);
    }
  }

  /// The store's version is what the file is; what was changed here was metadata.
  private void adopt(Edit edit, Node node, Optional<ObjectInfo> there) throws IOException {
    edit.done(new Work.OfNode(node.number));
    node.exporting = "";
    if (there.isPresent()) {
      links.separateAll(edit, node);
      merger.replace(edit, node, there.get());
    } else {
      links.scatter(edit, node);
      leave(edit, node, there);
      merger.drop(edit, node);
    }
  }

  /// A further name of a file takes nothing along: the file has the bytes by its other names.
  private void part(
      Edit edit, long number, String key, Optional<ObjectInfo> there, ConflictRule.Policy policy)
      throws IOException {
    Node node = edit.node(number);
    var _ = record(edit, node, key, "", there, policy);
    edit.done(new Work.OfNode(number));
    if (there.isPresent()) {
      links.separate(edit, node);
      node.exporting = "";
      merger.replace(edit, node, there.get());
    } else {
      edit.removeEntry(node.parent, new Component(node.component, false).rowKey());
      links.forget(edit, node);
    }
  }

  /// Takes a file out of its place, and puts there what the store has.
  private void leave(Edit edit, Node node, Optional<ObjectInfo> there) throws IOException {
    Component place = new Component(node.component, false);
    edit.removeEntry(node.parent, place.rowKey());
    if (there.isPresent()) {
      Node imported = edit.newNode(FileKind.FILE);
      imported.mode = Merger.FILE_MODE;
      merger.adopt(edit, imported, there.get());
      edit.place(imported, node.parent, place);
      edit.put(imported);
    }
    node.over = Optional.empty();
    node.after = 0;
    node.exporting = "";
  }

  private void beside(Edit edit, long number, String key, Optional<ObjectInfo> there, Hold hold)
      throws IOException {
    Node node = edit.node(number);
    if (there.isEmpty()) {
      // Nobody is in its way.
      record(edit, node, key, "", there, ConflictRule.Policy.KEEP_BOTH);
      again(edit, node, there, hold);
      return;
    }
    long parent = node.parent;
    Component free = free(edit, parent, node.component);
    String kept = key.substring(0, key.length() - node.component.length()) + free.text();
    leave(edit, node, there);
    LostAndFound.describe(
        node, record(edit, node, key, kept, there, ConflictRule.Policy.KEEP_BOTH));
    edit.place(node, parent, free);
    again(edit, node, Optional.empty(), hold);
  }

  /// `name (conflict TIME).ext`
  private Component free(Edit edit, long parent, String component) throws IOException {
    int dot = component.lastIndexOf('.');
    int end = dot > 0 ? dot : component.length();
    for (int count = 0; ; count++) {
      String mark =
          " (conflict %s%s)"
              .formatted(
                  LostAndFound.stamp(editor.now()).substring(0, 15) + "Z",
                  count == 0 ? "" : "-" + count);
      int stem = Math.min(end, 150);
      String extension = component.length() - end > 30 ? "" : component.substring(end);
      Component free = new Component(component.substring(0, stem) + mark + extension, false);
      boolean taken =
          edit.entry(parent, free.rowKey()) != null
              || edit.entry(parent, new Component(free.text(), true).rowKey()) != null;
      if (!taken) {
        return free;
      }
    }
  }

  private void replace(Node stale, String key, Optional<ObjectInfo> there, Hold hold)
      throws IOException {
    Optional<Version> kept = Optional.empty();
    if (there.isPresent()) {
      kept = lost.copy(merger.version(there.get()), lost.key(key, editor.now()));
      if (kept.isEmpty()) {
        throw new ConflictException(key, "it is being changed in the store");
      }
    }
    Optional<Version> loser = kept;
    change(
        stale.number,
        key,
        edit -> {
          Node node = edit.node(stale.number);
          String place = loser.map(Version::key).orElse("");
          Conflict conflict = record(edit, node, key, place, there, ConflictRule.Policy.FILES_WIN);
          if (loser.isPresent()) {
            Node made = lost.make(edit, loser.get());
            LostAndFound.describe(made, conflict);
            edit.put(made);
          }
          again(edit, node, there, hold);
        });
  }

  /// It is exported next, over what the store was just seen to have.
  private void again(Edit edit, Node node, Optional<ObjectInfo> there, Hold hold)
      throws IOException {
    if (hold == Hold.HERE) {
      edit.base(node, Optional.empty());
    }
    node.over = there.map(ObjectInfo::etag);
    node.after = 0;
    node.exporting = "";
    edit.put(node);
    long now = editor.now();
    edit.pend(new Work.OfNode(node.number), 0, now, now);
  }
}
