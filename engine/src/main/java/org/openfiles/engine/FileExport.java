package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.Content;
import org.openfiles.core.ETag;
import org.openfiles.core.Name;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;
import org.openfiles.core.TemporaryName;

/// Makes the object of a file what the file is: its bytes, its place, its metadata.
///
/// Every upload is conditional on what the store was last known to have there, and marked: where
/// the condition fails although the object bears the mark, the store had taken it and only its
/// answer was lost. Anything else there is somebody else's, and a conflict.
final class FileExport {
  private static final int ATTEMPTS = 5;

  private final Index index;
  private final Editor editor;
  private final RemoteStore remote;
  private final OpenFiles files;
  private final Conflicts conflicts;
  private final TombstoneExport tombstones;
  private final Aside aside;
  private final RandomGenerator random;
  private final PartwiseUpload partwise;

  /// Of what is exported to one key, the next waits until the index knows of the last.
  private final Locks<String> keys;

  FileExport(
      Index index,
      Editor editor,
      RemoteStore remote,
      OpenFiles files,
      Conflicts conflicts,
      TombstoneExport tombstones,
      Aside aside,
      Locks<String> keys,
      RandomGenerator random) {
    this.index = index;
    this.editor = editor;
    this.remote = remote;
    this.files = files;
    this.conflicts = conflicts;
    this.tombstones = tombstones;
    this.aside = aside;
    this.keys = keys;
    this.random = random;
    this.partwise = new PartwiseUpload(remote);
  }

  /// What is to be exported, as the index has it.
  private record Task(Node node, String key, Due due, Optional<ObjectRow> object) {
    Precondition precondition() {
      if (isAtHome()) {
        return new Precondition.Matches(node.base.get().etag());
      }
      return node.over.isPresent()
          ? new Precondition.Matches(node.over.get())
          : Precondition.ABSENT;
    }

    /// Whether somebody gave metadata that the store doesn't have.
    boolean isGiven() {
      return object.isPresent() && object.get().pending();
    }

    boolean isAtHome() {
      return node.base.isPresent() && node.base.get().key().equals(key);
    }
  }

  void export(long number) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        attempt(number);
        return;
      } catch (AgainException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /// What the store has was found out, and the export begins anew with that.
  private static final class AgainException extends IOException {
    private static final long serialVersionUID = 1;

    AgainException(String key) {
      super("the store changes while it is exported to: " + key);
    }
  }

  private void attempt(long number) throws IOException {
    while (true) {
      Optional<Task> found = index.read(rows -> task(rows, number));
      if (found.isEmpty()) {
        index.change(
            edit -> {
              edit.done(new Work.OfNode(number));
              return null;
            });
        return;
      }
      String key = found.get().key();
      if (keys.answer(key, () -> exportTo(number, key))) {
        return;
      }
    }
  }

  /// False when it is to be exported to another key by now.
  private boolean exportTo(long number, String key) throws IOException {
    Optional<Task> found = index.read(rows -> task(rows, number));
    if (found.isEmpty() || !found.get().key().equals(key)) {
      return false;
    }
    Task task = found.get();
    switch (task.node().kind) {
      case FILE -> file(task);
      case SYMLINK -> small(task, task.node().target.getBytes(StandardCharsets.UTF_8));
      case FIFO, SOCKET -> small(task, new byte[0]);
      case DIRECTORY -> throw new IllegalStateException("a directory is no file");
    }
    return true;
  }

  private static Optional<Task> task(Rows rows, long number) throws IOException {
    Node node = rows.nodeOrNull(number);
    Due due = rows.due(new Work.OfNode(number));
    if (node == null || due == null || node.parent == 0 || rows.isLocalOnly(node)) {
      return Optional.empty();
    }
    // What a door is still writing is exported under its last name.
    if (Name.isLegal(node.component) && TemporaryName.isOne(new Name(node.component))) {
      return Optional.empty();
    }
    Optional<ObjectRow> object = rows.object(node);
    return rows.key(node).map(key -> new Task(node, key, due, object));
  }

  private void file(Task stale) throws IOException {
    OpenFile file = files.open(stale.node().number);
    try {
      files.commit(file, false);
      Optional<Task> current = index.read(rows -> task(rows, stale.node().number));
      if (current.isEmpty() || !current.get().key().equals(stale.key())) {
        return;
      }
      Task task = current.get();
      OpenFile.State state = file.state();
      boolean bytes =
          task.node().base.isEmpty()
              || task.node().bytesChanged
              || state.dirty()
              || !file.content().dirty().ranges().isEmpty()
              || task.node().base.get().size() != state.size();
      if (bytes) {
        upload(task, file);
      } else {
        place(task, file);
      }
    } finally {
      files.release(file);
    }
  }

  /// Sends the file as it is now, whatever is written to it meanwhile.
  private void upload(Task task, OpenFile file) throws IOException {
    try (FrozenFile frozen = files.freeze(file)) {
      Optional<Version> base = task.node().base;
      long unchanged = Math.min(base.map(Version::size).orElse(0L), file.content().baseLimit());
      PartPlan plan = PartPlan.of(frozen.size(), unchanged, frozen.dirty().ranges());
      Optional<ObjectInfo> info;
      if (base.isPresent() && plan.copies()) {
        frozen.want(plan.sent());
        info =
            send(
                task,
                (metadata, precondition) ->
                    partwise.put(
                        remote.key(task.key()), plan, base.get(), frozen, metadata, precondition));
      } else {
        info = put(task, new ContentBytes(frozen, 0, frozen.size()));
      }
      if (info.isPresent()) {
        commit(task, info.get(), file, frozen.dirty().generation(), frozen.since());
      }
    }
  }

  /// The bytes are the store's already: they are copied to the file's place, or get its metadata.
  private void place(Task task, OpenFile file) throws IOException {
    long generation = file.content().generation();
    Version base = task.node().base.get();
    if (task.isAtHome() && !task.node().metadataChanged && !task.isGiven()) {
      commit(task, base, file, generation, task.due().since());
      return;
    }
    try (ObjectReader source = remote.source(base)) {
      Optional<ObjectInfo> info = put(task, new Content.Stored(source));
      if (info.isPresent()) {
        commit(task, info.get(), file, generation, task.due().since());
      }
    } catch (PreconditionFailedException | NoSuchFileException | SourceGoneException _) {
      copyFailed(task, base);
    }
  }

  /// The store could not copy: there was nothing to replace, or what was to be copied is gone.
  private void copyFailed(Task task, Version base) throws IOException {
    Optional<ObjectInfo> there = head(task.key());
    Optional<ObjectInfo> source = head(base.key());
    if (source.map(ObjectInfo::etag).equals(Optional.of(base.etag()))) {
      var _ = taken(task, there);
    } else if (isMarked(task, there)) {
      adopt(task, there.orElseThrow());
    } else if (isMarked(task, source)) {
      adopt(task, source.orElseThrow());
    } else {
      conflicts.lost(task.node().number, task.key(), there);
    }
  }

  private void small(Task task, byte[] bytes) throws IOException {
    Optional<ObjectInfo> info = put(task, new SmallBytes(bytes));
    if (info.isPresent()) {
      commit(task, remote.version(info.get()), null, 0, task.due().since());
    }
  }

  private Optional<ObjectInfo> put(Task task, Content content) throws IOException {
    return send(
        task,
        (metadata, precondition) -> {
          try {
            return remote
                .store()
                .put(
                    new PutRequest(
                        remote.key(task.key()),
                        content,
                        metadata,
                        precondition,
                        Optional.empty(),
                        Set.of()));
          } catch (NoSuchFileException e) {
            if (content instanceof Content.Stored) {
              throw new SourceGoneException(e);
            }
            throw e;
          }
        });
  }

  /// What was to be copied is not there any more.
  private static final class SourceGoneException extends IOException {
    private static final long serialVersionUID = 1;

    SourceGoneException(IOException cause) {
      super(cause);
    }
  }

  /// A way to send the new version.
  private interface Sending {
    ObjectInfo send(ObjectMetadata metadata, Precondition precondition) throws IOException;
  }

  /// Uploads; empty where that was a conflict.
  private Optional<ObjectInfo> send(Task task, Sending sending) throws IOException {
    ObjectMetadata known = task.object().map(ObjectRow::metadata).orElse(ObjectMetadata.EMPTY);
    if (task.object().isEmpty() && task.node().base.isPresent()) {
      Optional<ObjectInfo> base = head(task.node().base.get().key());
      Optional<ETag> etag = base.map(ObjectInfo::etag);
      if (etag.equals(Optional.of(task.node().base.get().etag()))) {
        known = base.get().metadata();
      } else if (task.isAtHome()) {
        return taken(task, base);
      } else if (isMarked(task, base)) {
        adopt(task, base.orElseThrow());
        return Optional.empty();
      }
    }
    removeReplaced(task);
    Precondition precondition =
        aside
            .makeWay(task.node(), task.key())
            .<Precondition>map(Precondition.Matches::new)
            .orElse(task.precondition());
    String mark = mark(task.node().number);
    ObjectMetadata metadata = ExportedMetadata.of(task.node(), known, task.object(), mark);
    try {
      return Optional.of(sending.send(metadata, precondition));
    } catch (PreconditionFailedException | NoSuchFileException _) {
      return taken(task, head(task.key()));
    }
  }

  /// What the file replaces may be where its directory was.
  private void removeReplaced(Task task) throws IOException {
    Optional<ETag> over = task.node().over;
    if (over.isPresent() && !task.isAtHome()) {
      for (String place : index.read(rows -> rows.places(task.node()))) {
        if (!place.equals(task.key())) {
          tombstones.delete(place, over.get());
        }
      }
    }
  }

  /// The key is not as it was expected: there is an earlier upload of ours whose answer was lost,
  /// or what was to be replaced is gone, or it is a conflict.
  private Optional<ObjectInfo> taken(Task task, Optional<ObjectInfo> there) throws IOException {
    if (isMarked(task, there)) {
      adopt(task, there.orElseThrow());
    } else if (there.isPresent() || task.isAtHome() || isBaseGone(task)) {
      conflicts.lost(task.node().number, task.key(), there);
    } else if (task.node().over.isPresent()) {
      index.change(edit -> nothingToReplace(edit, task));
      throw new AgainException(task.key());
    } else {
      throw new AgainException(task.key());
    }
    return Optional.empty();
  }

  /// Whether what the file was changed from is another version by now.
  private boolean isBaseGone(Task task) throws IOException {
    Optional<Version> base = task.node().base;
    return base.isPresent()
        && !head(base.get().key()).map(ObjectInfo::etag).equals(base.map(Version::etag));
  }

  private static boolean isMarked(Task task, Optional<ObjectInfo> there) {
    String mark = task.node().exporting;
    return there.isPresent()
        && !mark.isEmpty()
        && ObjectDialects.mark(there.get().metadata()).equals(mark);
  }

  private static boolean nothingToReplace(Edit edit, Task task) throws IOException {
    Node node = edit.nodeOrNull(task.node().number);
    if (node == null || !node.over.equals(task.node().over)) {
      return false;
    }
    node.over = Optional.empty();
    edit.put(node);
    return true;
  }

  /// What the store has is an earlier state of the file: the next export is based on that.
  private void adopt(Task task, ObjectInfo info) throws IOException {
    index.change(
        edit -> {
          Node node = edit.nodeOrNull(task.node().number);
          if (node != null) {
            edit.base(node, Optional.of(remote.version(info)));
            node.over = Optional.empty();
            edit.put(node);
          }
          return null;
        });
    throw new AgainException(task.key());
  }

  private String mark(long number) throws IOException {
    String fresh = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    return index.change(
        edit -> {
          Node node = edit.nodeOrNull(number);
          if (node == null) {
            return fresh;
          }
          // An earlier attempt may have been taken, and is known by its mark until one is
          // committed.
          if (node.exporting.isEmpty()) {
            node.exporting = fresh;
            edit.put(node);
          }
          return node.exporting;
        });
  }

  private Optional<ObjectInfo> head(String key) throws IOException {
    try {
      return Optional.of(remote.head(key));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private void commit(Task task, ObjectInfo info, OpenFile file, long generation, long since)
      throws IOException {
    commit(task, remote.version(info), file, generation, since);
  }

  /// @param since when it was what the store has now
  private void commit(
      Task task, Version version, @Nullable OpenFile file, long generation, long since)
      throws IOException {
    Optional<Version> left = task.node().base.filter(base -> !base.key().equals(task.key()));
    if (left.isPresent() && tombstones.delete(left.get().key(), left.get().etag())) {
      index.departures.add(left.get().key(), index.nextStamp());
    }
    if (file == null) {
      index.change(edit -> committed(edit, task, version, true, since));
      return;
    }
    file.exported(
        generation,
        version.size(),
        whole ->
            index.change(
                edit -> {
                  Node node = edit.nodeOrNull(task.node().number);
                  if (node != null && node.content != file.contentId) {
                    // It was replaced as a whole meanwhile: that is based on this.
                    return committed(edit, task, version, false, since);
                  }
                  file.content()
                      .markClean(
                          generation,
                          version.size(),
                          new OpenFiles.Pinned(remote, version),
                          edit.transaction());
                  return committed(edit, task, version, whole, since);
                }));
  }

  /// Records what the store has now.
  ///
  /// @param whole whether the file has not been written to since
  private boolean committed(Edit edit, Task task, Version version, boolean whole, long since)
      throws IOException {
    Node node = edit.nodeOrNull(task.node().number);
    if (node == null) {
      return false;
    }
    Optional<ObjectRow> object = edit.object(node);
    edit.base(node, Optional.of(version));
    boolean inPlace = node.parent != 0 && edit.key(node).equals(Optional.of(task.key()));
    if (inPlace) {
      node.over = Optional.empty();
      node.after = 0;
    } else {
      editor.leftBehind(edit, node, version);
    }
    Work work = new Work.OfNode(node.number);
    Due due = edit.due(work);
    if (inPlace && whole && due != null && due.sequence() == task.due().sequence()) {
      node.exporting = "";
      node.metadataChanged = false;
      node.bytesChanged = false;
      edit.done(work);
      if (object.isPresent()) {
        edit.put(node, object.get().exported(version.etag()));
      }
    } else {
      if (object.isPresent() && !object.get().pending()) {
        edit.put(node, object.get().exported(version.etag()));
      }
      if (inPlace && due != null) {
        // What was added meanwhile is younger than what the store has got, and rests by itself.
        edit.put(work, new Due(due.sequence(), since, editor.due(editor.now()), 0));
      }
    }
    edit.put(node);
    edit.journal(
        editor.now(), JournalRecord.Action.EXPORT, node.number, task.key(), version.etag().value());
    return true;
  }

  /// Bytes that lie in the index.
  private static final class SmallBytes implements Content.Arriving {
    private final byte[] bytes;
    private boolean given;

    SmallBytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public OptionalLong length() {
      return OptionalLong.of(bytes.length);
    }

    @Override
    public @Nullable ByteBuffer next() {
      if (given || bytes.length == 0) {
        return null;
      }
      given = true;
      return ByteBuffer.wrap(bytes);
    }

    @Override
    public List<Checksum> checksums() {
      return List.of();
    }
  }
}
