package org.openfiles.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
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
  private final Details details;
  private final Sidecars sidecars;
  private final Conflicts conflicts;
  private final Links links;
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
      Details details,
      Sidecars sidecars,
      Conflicts conflicts,
      TombstoneExport tombstones,
      Aside aside,
      Locks<String> keys,
      RandomGenerator random) {
    this.index = index;
    this.editor = editor;
    this.remote = remote;
    this.files = files;
    this.details = details;
    this.sidecars = sidecars;
    this.conflicts = conflicts;
    this.links = new Links(editor);
    this.tombstones = tombstones;
    this.aside = aside;
    this.keys = keys;
    this.random = random;
    this.partwise = new PartwiseUpload(remote);
  }

  /// What is to be exported, as the index has it.
  ///
  /// @param source of a further name of a file, the file's object
  private record Task(
      Node node, String key, Due due, Optional<ObjectRow> object, Optional<Version> source) {
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

    /// Whether the store has at the key what it is to have there before the export.
    boolean isExpected(Optional<ObjectInfo> there) {
      Optional<ETag> etag = there.map(ObjectInfo::etag);
      return isAtHome() ? etag.equals(node.base.map(Version::etag)) : etag.equals(node.over);
    }

    boolean isAtHome() {
      return node.base.isPresent() && node.base.get().key().equals(key);
    }
  }

  void export(long number) throws IOException {
    // What nobody looked at yet is not overwritten with what nobody knows.
    details.learn(number);
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
      case FILE -> {
        if (task.node().linkOf != 0) {
          link(task);
        } else {
          file(task);
        }
      }
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
    Node file = node.linkOf == 0 ? node : rows.node(node.linkOf);
    if (file != node) {
      node.resemble(file);
    }
    Optional<Version> source = file == node ? Optional.empty() : file.base;
    return rows.key(node).map(key -> new Task(node, key, due, object, source));
  }

  /// A further name of a file: its object is a copy of the file's.
  private void link(Task task) throws IOException {
    Version source =
        task.source()
            .orElseThrow(() -> new IOException("the file is to be exported first: " + task.key()));
    boolean same = task.isAtHome() && task.node().copyOf.equals(source.etag().value());
    if (same && isSettled(task)) {
      Sent sent = Sent.nothing(task.node().base.get());
      commit(task, sent, null, 0, task.due().since());
      return;
    }
    try (ObjectReader bytes = remote.source(source)) {
      Optional<ObjectInfo> info = put(task, new Content.Stored(bytes));
      if (info.isPresent()) {
        commit(task, Sent.of(remote, info.get(), task), null, 0, task.due().since());
      }
    } catch (PreconditionFailedException | NoSuchFileException | SourceGoneException e) {
      throw new IOException("the file's object was changed: " + source.key(), e);
    }
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
        commit(
            task,
            Sent.of(remote, info.get(), task),
            file,
            frozen.dirty().generation(),
            frozen.since());
      }
    }
  }

  /// The bytes are the store's already: they are copied to the file's place, or get its metadata.
  private void place(Task task, OpenFile file) throws IOException {
    long generation = file.content().generation();
    Version base = task.node().base.get();
    if (task.isAtHome() && !task.isGiven() && isSettled(task)) {
      commit(task, Sent.nothing(base), file, generation, task.due().since());
      return;
    }
    try (ObjectReader source = remote.source(base)) {
      Optional<ObjectInfo> info = put(task, new Content.Stored(source));
      if (info.isPresent()) {
        commit(task, Sent.of(remote, info.get(), task), file, generation, task.due().since());
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
    if (task.isAtHome() && !task.isGiven() && isSettled(task)) {
      Sent sent = Sent.nothing(task.node().base.get());
      commit(task, sent, null, 0, task.due().since());
      return;
    }
    Optional<ObjectInfo> info = put(task, new SmallBytes(bytes));
    if (info.isPresent()) {
      commit(task, Sent.of(remote, info.get(), task), null, 0, task.due().since());
    }
  }

  /// Brings to the store what of a file's metadata its object does not say, beside the object.
  /// Answers false where the store has no place for that.
  private boolean isSettled(Task task) throws IOException {
    Node node = task.node();
    if (!node.metadataChanged) {
      return true;
    }
    if (node.carried) {
      sidecars.remove(task.key());
      return true;
    }
    return sidecars.write(node, task.key(), node.base.map(Version::etag));
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
    if (task.source().isPresent()) {
      known = head(task.source().get().key()).map(ObjectInfo::metadata).orElse(known);
    } else if (task.object().isEmpty() && task.node().base.isPresent()) {
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
    } else if (task.source().isPresent() && task.isExpected(there)) {
      throw new IOException("the file's object was changed: " + task.source().get().key());
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
            node.carried = ObjectDialects.carries(info.metadata(), node);
            node.metadataChanged |= !node.carried && !ExportedMetadata.isAsPut(node, task.object());
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

  /// What the store has now.
  ///
  /// @param written whether it was written just now, with the file's metadata
  /// @param carried whether its own metadata say all that is known of the file
  private record Sent(Version version, boolean written, boolean carried) {
    static Sent of(RemoteStore remote, ObjectInfo info, Task task) {
      boolean carried =
          ObjectDialects.carries(info.metadata(), task.node())
              || ExportedMetadata.isAsPut(task.node(), task.object());
      return new Sent(remote.version(info), true, carried);
    }

    static Sent nothing(Version base) {
      return new Sent(base, false, false);
    }
  }

  /// @param since when it was what the store has now
  private void commit(Task task, Sent sent, @Nullable OpenFile file, long generation, long since)
      throws IOException {
    Version version = sent.version();
    Optional<Version> left = task.node().base.filter(base -> !base.key().equals(task.key()));
    if (left.isPresent() && tombstones.delete(left.get().key(), left.get().etag())) {
      index.departures.add(left.get().key(), index.nextStamp());
    }
    boolean more =
        file == null
            ? index.change(edit -> committed(edit, task, sent, true, since))
            : file.exported(
                generation,
                version.size(),
                whole ->
                    index.change(
                        edit -> committed(edit, task, sent, file, generation, whole, since)));
    if (more) {
      var _ = exportTo(task.node().number, task.key());
    }
  }

  private boolean committed(
      Edit edit, Task task, Sent sent, OpenFile file, long generation, boolean whole, long since)
      throws IOException {
    Node node = edit.nodeOrNull(task.node().number);
    if (node != null && node.content != file.contentId) {
      // It was replaced as a whole meanwhile: that is based on this.
      return committed(edit, task, sent, false, since);
    }
    file.content()
        .markClean(
            generation,
            sent.version().size(),
            new OpenFiles.Pinned(remote, sent.version()),
            edit.transaction());
    return committed(edit, task, sent, whole, since);
  }

  /// Records what the store has now. Answers whether there is a sidecar to be seen to.
  ///
  /// @param whole whether the file has not been written to since
  private boolean committed(Edit edit, Task task, Sent sent, boolean whole, long since)
      throws IOException {
    Version version = sent.version();
    Node node = edit.nodeOrNull(task.node().number);
    if (node == null) {
      if (task.node().linkOf != 0 && sent.written()) {
        // The name is gone, or is its file's own by now.
        Node gone = task.node();
        gone.parent = 0;
        editor.leftBehind(edit, gone, version);
      }
      return false;
    }
    Optional<ObjectRow> object = edit.object(node);
    if (!node.base.map(Version::key).equals(Optional.of(version.key()))) {
      node.sidecar = "";
    }
    edit.base(node, Optional.of(version));
    if (sent.written()) {
      node.copyOf = task.source().map(source -> source.etag().value()).orElse("");
      links.follow(edit, node, task.due().sequence());
    }
    boolean inPlace = node.parent != 0 && edit.key(node).equals(Optional.of(task.key()));
    if (inPlace) {
      node.over = Optional.empty();
      node.after = 0;
    } else {
      editor.leftBehind(edit, node, version);
    }
    Work work = new Work.OfNode(node.number);
    Due due = edit.due(work);
    boolean more = false;
    if (inPlace && whole && due != null && due.sequence() == task.due().sequence()) {
      node.exporting = "";
      node.bytesChanged = false;
      node.carried = sent.written() ? sent.carried() : node.carried;
      more = sent.written() && isUnsettled(edit, task.key(), sent);
      node.metadataChanged = more;
      if (!more) {
        edit.done(work);
      }
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
    return more;
  }

  /// Whether there is a sidecar that is not needed any more, or none although one is needed.
  private boolean isUnsettled(Rows rows, String key, Sent sent) throws IOException {
    return sent.carried() ? sidecars.row(rows, key) != null : sidecars.takes(rows, key);
  }
}
