package org.openfiles.engine;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ETag;
import org.openfiles.core.FileKind;
import org.openfiles.core.ObjectInfo;
import org.openfiles.engine.content.ContentCache;

/// What a listing changes in the index. What was changed here goes before what is listed, and so
/// does what the store was given after the listing was asked for.
final class Merger {
  private static final int PORTION = 1000;
  static final int FILE_MODE = 0644;
  private static final int DIRECTORY_MODE = 0755;

  private final RemoteStore remote;
  private final Editor editor;
  private final ContentCache contents;

  Merger(RemoteStore remote, Editor editor, ContentCache contents) {
    this.remote = remote;
    this.editor = editor;
    this.contents = contents;
  }

  /// Merges one page into a directory.
  ///
  /// @param after the row up to which earlier pages spoke
  /// @param only whether the directory has no other sources
  /// @param stamp when the listing was asked for
  void merge(Edit edit, long directory, ListedPage listed, String after, boolean only, long stamp)
      throws IOException {
    Node parent = edit.nodeOrNull(directory);
    if (parent == null || (parent.parent == 0 && directory != Index.ROOT)) {
      return;
    }
    if (after.isEmpty()) {
      mark(edit, parent, listed.source(), listed.marker(), stamp);
      edit.put(parent);
    }
    if (listed.saysNothing()) {
      return;
    }
    Map<String, ListedPage.Item> fresh = new TreeMap<>(listed.items());
    String from = after;
    while (true) {
      List<Rows.Child> rows = edit.children(directory, Latin.bytes(from), PORTION);
      for (Rows.Child child : rows) {
        String row = child.row();
        if (row.equals(after) && !row.isEmpty()) {
          continue;
        }
        if (listed.end().isPresent() && row.compareTo(listed.end().get()) > 0) {
          rows = List.of();
          break;
        }
        ListedPage.Item item = fresh.remove(row);
        if (item == null) {
          unlisted(edit, child, listed.source(), only, stamp);
        } else {
          known(edit, directory, child, item, stamp);
        }
      }
      if (rows.size() < PORTION) {
        break;
      }
      from = rows.getLast().row() + "\0";
    }
    for (ListedPage.Item item : fresh.values()) {
      came(edit, parent, item, stamp);
    }
  }

  /// The first listing tells what is there, every later one what came.
  private void came(Edit edit, Node directory, ListedPage.Item item, long stamp)
      throws IOException {
    Node node = appear(edit, directory.number, item, stamp);
    if (node != null && directory.listed != 0 && !node.isDirectory()) {
      journal(edit, JournalRecord.Action.APPEAR, node);
    }
  }

  private void journal(Edit edit, JournalRecord.Action action, Node node) throws IOException {
    edit.journal(
        editor.now(),
        action,
        node.number,
        edit.key(node).orElse(""),
        node.base.map(base -> base.etag().value()).orElse(""));
  }

  /// Merges what the store was asked for by name.
  void merge(
      Edit edit,
      long directory,
      String source,
      Map<Component, Optional<ListedPage.Item>> items,
      boolean only,
      long stamp)
      throws IOException {
    Node parent = edit.nodeOrNull(directory);
    if (parent == null || (parent.parent == 0 && directory != Index.ROOT)) {
      return;
    }
    for (Map.Entry<Component, Optional<ListedPage.Item>> each : items.entrySet()) {
      byte[] row = each.getKey().rowKey();
      Entry entry = edit.entry(directory, row);
      Optional<ListedPage.Item> item = each.getValue();
      if (entry == null) {
        if (item.isPresent()) {
          came(edit, parent, item.get(), stamp);
        }
      } else if (item.isPresent()) {
        known(edit, directory, new Rows.Child(Latin.text(row), entry), item.get(), stamp);
      } else {
        unlisted(edit, new Rows.Child(Latin.text(row), entry), source, only, stamp);
      }
    }
  }

  /// What a listing, or a look at this one key, says of one component of a directory.
  void merge(Edit edit, long directory, ListedPage.Item item, String source, long stamp)
      throws IOException {
    byte[] row = item.component().rowKey();
    Entry entry = edit.entry(directory, row);
    Rows.Child child = entry == null ? null : new Rows.Child(Latin.text(row), entry);
    boolean there = item.object().isPresent() || item.component().directory();
    if (child == null) {
      if (there) {
        came(edit, edit.node(directory), item, stamp);
      }
    } else if (there) {
      known(edit, directory, child, item, stamp);
    } else {
      unlisted(edit, child, source, true, stamp);
    }
  }

  /// A directory that the store does not list.
  void unlistedDirectory(Edit edit, Node directory, long stamp) throws IOException {
    byte[] row = new Component(directory.component, true).rowKey();
    vanish(edit, directory, row, stamp);
  }

  /// What the store says of a directory's marker.
  void mark(Edit edit, Node directory, String source, Optional<ObjectInfo> marker, long stamp)
      throws IOException {
    boolean ours = edit.entry(directory.number, new byte[0]) != null;
    if (directory.stamp > stamp || ours) {
      return;
    }
    if (marker.isPresent() && !edit.index.departures.isAfter(source, stamp)) {
      directory.base = Optional.of(remote.version(marker.get()));
    } else if (marker.isEmpty()
        && directory.base.map(Version::key).equals(Optional.of(source))
        && !edit.isPending(directory.number)) {
      directory.base = Optional.empty();
      directory.metadataKnown = false;
    }
  }

  /// The store has something that the index doesn't.
  private @Nullable Node appear(Edit edit, long directory, ListedPage.Item item, long stamp)
      throws IOException {
    Component component = item.component();
    if (item.object().isPresent()
        && edit.index.departures.isAfter(remote.local(item.object().get().key().value()), stamp)) {
      return null;
    }
    Node node = edit.newNode(component.directory() ? FileKind.DIRECTORY : FileKind.FILE);
    node.mode = component.directory() ? DIRECTORY_MODE : FILE_MODE;
    if (item.object().isPresent()) {
      adopt(edit, node, item.object().get());
    } else {
      node.modified = editor.now();
      node.changed = node.modified;
    }
    edit.place(node, directory, component);
    edit.put(node);
    return node;
  }

  Version version(ObjectInfo info) {
    return remote.version(info);
  }

  /// Takes a version of the store's as what the file is.
  void adopt(Edit edit, Node node, ObjectInfo info) throws IOException {
    Version base = remote.version(info);
    edit.base(node, Optional.of(base));
    node.over = Optional.empty();
    node.after = 0;
    node.size = base.size();
    node.modified = base.modified();
    node.changed = base.modified();
    node.content = 0;
    node.metadataKnown = false;
    node.metadataChanged = false;
    node.bytesChanged = false;
    node.written = 0;
  }

  /// As [#adopt], in the place of another version, whose bytes are dropped.
  void replace(Edit edit, Node node, ObjectInfo info) throws IOException {
    dropBytes(edit, node);
    adopt(edit, node, info);
    edit.put(node);
  }

  private void dropBytes(Edit edit, Node node) throws IOException {
    if (node.content != 0) {
      contents.remove(node.content, edit.transaction());
    }
  }

  /// Removes an inode that has no name any more, and its bytes.
  void drop(Edit edit, Node node) throws IOException {
    dropBytes(edit, node);
    edit.remove(node);
  }

  private void known(Edit edit, long directory, Rows.Child child, ListedPage.Item item, long stamp)
      throws IOException {
    switch (child.entry()) {
      case Entry.Gone gone -> {
        Optional<ETag> etag = item.object().map(ObjectInfo::etag);
        if (etag.isPresent()
            && !etag.equals(gone.etag())
            && editor.policy(gone.key()) != ConflictRule.Policy.FILES_WIN
            && gone.mark().isEmpty()
            && gone.key().equals(remote.version(item.object().get()).key())
            && index(edit, child, directory) <= stamp) {
          // It was changed after we had last seen it, so it is not what was removed here.
          conflict(edit, directory, child, gone, etag.get());
          appear(edit, directory, item, stamp);
        }
      }
      case Entry.Live live -> {
        if (item.object().isPresent() && !live.directory()) {
          Node known = edit.node(live.node());
          Version seen = remote.version(item.object().get());
          if (isOurs(edit, known, seen.key(), stamp)
              && !known.base.map(Version::etag).equals(Optional.of(seen.etag()))) {
            dropBytes(edit, known);
            // Another object is at the key, which need not be a link, or have this mode.
            Node node = known.as(FileKind.FILE);
            node.mode = FILE_MODE;
            node.uid = 0;
            node.gid = 0;
            adopt(edit, node, item.object().get());
            edit.put(node);
            journal(edit, JournalRecord.Action.IMPORT, node);
          }
        }
      }
    }
  }

  /// A tombstone is as old as the work that it is.
  private static long index(Edit edit, Rows.Child child, long directory) throws IOException {
    return edit.due(new Work.OfTombstone(directory, child.row())) == null ? Long.MAX_VALUE : 0;
  }

  private void conflict(
      Edit edit, long directory, Rows.Child child, Entry.Gone gone, ETag remoteEtag)
      throws IOException {
    edit.removeEntry(directory, Latin.bytes(child.row()));
    var _ =
        ConflictRecords.add(
            edit,
            editor.now(),
            0,
            gone.key(),
            "",
            gone.etag(),
            Optional.of(remoteEtag),
            Conflict.Reason.DELETED_HERE,
            editor.policy(gone.key()));
  }

  /// Whether a file is what the store said last, and nothing was done to it here.
  private static boolean isOurs(Edit edit, Node node, String key, long stamp) throws IOException {
    return node.stamp <= stamp
        && !edit.isPending(node.number)
        && node.base.isPresent()
        && node.base.get().key().equals(key);
  }

  /// The index has something that the store doesn't list.
  private void unlisted(Edit edit, Rows.Child child, String source, boolean only, long stamp)
      throws IOException {
    if (!(child.entry() instanceof Entry.Live live)) {
      return;
    }
    Node node = edit.node(live.node());
    boolean fromHere =
        node.isDirectory()
            ? only
            : node.base.isPresent()
                && (only || node.base.get().key().equals(source + node.component));
    if (fromHere) {
      vanish(edit, node, Latin.bytes(child.row()), stamp);
    }
  }

  /// Removes what the store has no more, unless something of it was changed here.
  private boolean vanish(Edit edit, Node node, byte[] row, long stamp) throws IOException {
    if (node.localOnly || node.stamp > stamp || edit.isPending(node.number)) {
      return false;
    }
    if (node.isDirectory() && !vanishChildren(edit, node, stamp)) {
      return false;
    }
    dropBytes(edit, node);
    edit.journal(
        editor.now(), JournalRecord.Action.VANISH, node.number, edit.key(node).orElse(""), "");
    edit.removeEntry(node.parent, row);
    edit.remove(node);
    return true;
  }

  private boolean vanishChildren(Edit edit, Node directory, long stamp) throws IOException {
    if (!directory.origins.isEmpty()) {
      return false;
    }
    boolean all = true;
    byte[] from = {};
    while (true) {
      List<Rows.Child> rows = edit.children(directory.number, from, PORTION);
      for (Rows.Child child : rows) {
        all &=
            child.entry() instanceof Entry.Live live
                && vanish(edit, edit.node(live.node()), Latin.bytes(child.row()), stamp);
      }
      if (rows.size() < PORTION) {
        return all;
      }
      from = Latin.bytes(rows.getLast().row() + "\0");
    }
  }
}
