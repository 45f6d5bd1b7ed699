package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.Content;
import org.openfiles.core.ETag;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;

/// Keeps the empty object `path/` that stands for a directory which was made here, with its owner
/// and mode, as other tools do. A directory that the store only implies has none.
final class MarkerExport {
  private final Index index;
  private final Editor editor;
  private final RemoteStore remote;
  private final TombstoneExport tombstones;
  private final Locks<String> keys;

  MarkerExport(
      Index index,
      Editor editor,
      RemoteStore remote,
      TombstoneExport tombstones,
      Locks<String> keys) {
    this.index = index;
    this.editor = editor;
    this.remote = remote;
    this.tombstones = tombstones;
    this.keys = keys;
  }

  void export(long number) throws IOException {
    while (true) {
      Optional<Task> found = index.read(rows -> task(rows, number));
      if (found.isEmpty()) {
        return;
      }
      keys.alone(found.get().key(), () -> exportTo(number, found.get().key()));
    }
  }

  /// A marker that is wanted at a key, and what stands for it as an object.
  private record Task(Node node, String key, Optional<ObjectRow> object) {
    Precondition precondition() {
      if (!node.masked.isEmpty()) {
        // What is there belongs to a directory that was renamed away, and goes after it.
        return Precondition.NONE;
      }
      boolean atHome = node.base.isPresent() && node.base.get().key().equals(key);
      Optional<ETag> there = atHome ? node.base.map(Version::etag) : node.over;
      return there.isPresent() ? new Precondition.Matches(there.get()) : Precondition.ABSENT;
    }
  }

  private static Optional<Task> task(Rows rows, long number) throws IOException {
    Node node = rows.nodeOrNull(number);
    if (node == null) {
      return Optional.empty();
    }
    Optional<String> key = rows.key(node);
    return key.isPresent() && isWanted(rows, node, key.get())
        ? Optional.of(new Task(node, key.get(), rows.object(node)))
        : Optional.empty();
  }

  private void exportTo(long number, String key) throws IOException {
    Optional<Task> found = index.read(rows -> task(rows, number));
    if (found.isEmpty() || !found.get().key().equals(key)) {
      return;
    }
    Task task = found.get();
    ObjectMetadata known = task.object().map(ObjectRow::metadata).orElse(ObjectMetadata.EMPTY);
    ObjectMetadata metadata = ExportedMetadata.of(task.node(), known, task.object(), "");
    ObjectInfo made;
    try {
      made = remote.store().put(request(key, metadata, task.precondition()));
    } catch (PreconditionFailedException | NoSuchFileException _) {
      refresh(task);
      return;
    }
    Optional<Version> old = task.node().base.filter(base -> !base.key().equals(key));
    if (old.isPresent()) {
      tombstones.delete(old.get().key(), old.get().etag());
    }
    index.change(edit -> made(edit, task, remote.version(made)));
  }

  private PutRequest request(String key, ObjectMetadata metadata, Precondition precondition) {
    return new PutRequest(
        remote.key(key), new Nothing(), metadata, precondition, Optional.empty(), Set.of());
  }

  private boolean made(Edit edit, Task task, Version version) throws IOException {
    Node now = edit.nodeOrNull(task.node().number);
    if (now == null) {
      return false;
    }
    if (!edit.key(now).equals(Optional.of(task.key())) || !isWanted(edit, now, task.key())) {
      // It was removed, or replaced by an object with bytes, while this was on its way.
      editor.leftBehind(edit, now, version);
      return false;
    }
    Optional<ObjectRow> object = edit.object(now);
    edit.base(now, Optional.of(version));
    now.over = Optional.empty();
    if (object.equals(task.object())) {
      now.metadataChanged = false;
      if (object.isPresent()) {
        edit.put(now, object.get().exported(version.etag()));
      }
    }
    edit.put(now);
    return true;
  }

  /// Something else is at the key. Another marker means the same as ours; an object with bytes is a
  /// file in the directory, and stands for it.
  private void refresh(Task task) throws IOException {
    Optional<ObjectInfo> there = head(task.key());
    index.change(
        edit -> {
          Node now = edit.nodeOrNull(task.node().number);
          if (now == null || !edit.key(now).equals(Optional.of(task.key()))) {
            return null;
          }
          now.over = Optional.empty();
          boolean marker = there.isPresent() && there.get().size() == 0;
          edit.base(now, there.filter(_ -> marker).map(remote::version));
          if (there.isPresent() && !marker) {
            now.metadataKnown = false;
            now.metadataChanged = false;
            now.listed = 0;
          } else if (marker) {
            now.metadataChanged |= edit.object(now).isPresent();
          }
          edit.put(now);
          return null;
        });
  }

  private Optional<ObjectInfo> head(String key) throws IOException {
    try {
      return Optional.of(remote.head(key));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static boolean isWanted(Rows rows, Node node, String key) throws IOException {
    if (node.localOnly || key.isEmpty() || rows.child(node.number, Component.MARKER) != null) {
      return false;
    }
    if (rows.object(node).filter(ObjectRow::pending).isPresent()) {
      return true;
    }
    return node.base.isPresent()
        ? node.metadataChanged || !node.base.get().key().equals(key)
        : node.metadataKnown || node.metadataChanged;
  }

  /// The marker of a directory that was found where the directory is no more.
  void move(long number, String key) throws IOException {
    index.change(
        edit -> {
          Node node = edit.nodeOrNull(number);
          if (node != null && node.base.isEmpty()) {
            node.metadataKnown = true;
            edit.put(node);
          }
          return null;
        });
    export(number);
    Node node = index.read(rows -> rows.nodeOrNull(number));
    if (node == null || node.parent == 0 || !node.base.map(Version::key).equals(Optional.of(key))) {
      remote.store().delete(remote.key(key), Precondition.NONE);
    }
  }

  private static final class Nothing implements Content.Arriving {
    @Override
    public OptionalLong length() {
      return OptionalLong.of(0);
    }

    @Override
    public @Nullable ByteBuffer next() {
      return null;
    }

    @Override
    public List<Checksum> checksums() {
      return List.of();
    }
  }
}
