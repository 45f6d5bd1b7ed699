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
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;

/// Makes the object of a file what the file is: its bytes, its place, its metadata.
///
/// Every upload is conditional on what the store was last known to have there, and marked: where
/// the condition fails although the object bears the mark, the store had taken it and only its
/// answer was lost. Anything else there is somebody else's, and a conflict.
final class FileExport {
  private static final int ATTEMPTS = 5;

  private final Index index;
  private final RemoteStore remote;
  private final OpenFiles files;
  private final Details details;
  private final Sidecars sidecars;
  private final Conflicts conflicts;
  private final ExportRecord record;
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
    this.remote = remote;
    this.files = files;
    this.details = details;
    this.sidecars = sidecars;
    this.conflicts = conflicts;
    this.record = new ExportRecord(editor, remote, sidecars);
    this.tombstones = tombstones;
    this.aside = aside;
    this.keys = keys;
    this.random = random;
    this.partwise = new PartwiseUpload(remote);
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
      Optional<ExportTask> found = index.read(rows -> ExportTask.of(rows, number));
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
    Optional<ExportTask> found = index.read(rows -> ExportTask.of(rows, number));
    if (found.isEmpty() || !found.get().key().equals(key)) {
      return false;
    }
    ExportTask task = found.get();
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

  /// A further name of a file: its object is a copy of the file's.
  private void link(ExportTask task) throws IOException {
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

  private void file(ExportTask stale) throws IOException {
    OpenFile file = files.open(stale.node().number);
    try {
      files.commit(file, false);
      Optional<ExportTask> current = index.read(rows -> ExportTask.of(rows, stale.node().number));
      if (current.isEmpty() || !current.get().key().equals(stale.key())) {
        return;
      }
      ExportTask task = current.get();
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
  private void upload(ExportTask task, OpenFile file) throws IOException {
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
  private void place(ExportTask task, OpenFile file) throws IOException {
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
  private void copyFailed(ExportTask task, Version base) throws IOException {
    Optional<ObjectInfo> there = head(task.key());
    Optional<ObjectInfo> source = head(base.key());
    if (source.map(ObjectInfo::etag).equals(Optional.of(base.etag()))) {
      var _ = taken(task, there);
    } else if (isMarked(task, there)) {
      adopt(task, there.orElseThrow());
    } else if (isMarked(task, source)) {
      adopt(task, source.orElseThrow());
    } else {
      lose(task, there);
    }
  }

  private void small(ExportTask task, byte[] bytes) throws IOException {
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
  private boolean isSettled(ExportTask task) throws IOException {
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

  private Optional<ObjectInfo> put(ExportTask task, Content content) throws IOException {
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
  private Optional<ObjectInfo> send(ExportTask task, Sending sending) throws IOException {
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
    String mark = mark(task);
    ObjectMetadata metadata = ExportedMetadata.of(task.node(), known, task.object(), mark);
    try {
      return Optional.of(sending.send(metadata, precondition));
    } catch (PreconditionFailedException | NoSuchFileException _) {
      return taken(task, head(task.key()));
    }
  }

  /// What the file replaces may be where its directory was.
  private void removeReplaced(ExportTask task) throws IOException {
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
  private Optional<ObjectInfo> taken(ExportTask task, Optional<ObjectInfo> there)
      throws IOException {
    if (isMarked(task, there)) {
      adopt(task, there.orElseThrow());
    } else if (task.source().isPresent() && task.isExpected(there)) {
      throw new IOException("the file's object was changed: " + task.source().get().key());
    } else if (there.isPresent() || task.isAtHome() || isBaseGone(task)) {
      lose(task, there);
    } else if (task.node().over.isPresent()) {
      index.change(edit -> nothingToReplace(edit, task));
      throw new AgainException(task.key());
    } else {
      throw new AgainException(task.key());
    }
    return Optional.empty();
  }

  private void lose(ExportTask task, Optional<ObjectInfo> there) throws IOException {
    if (conflicts.lost(task.node().number, task.key(), there)) {
      throw new AgainException(task.key());
    }
  }

  /// Whether what the file was changed from is another version by now.
  private boolean isBaseGone(ExportTask task) throws IOException {
    Optional<Version> base = task.node().base;
    return base.isPresent()
        && !head(base.get().key()).map(ObjectInfo::etag).equals(base.map(Version::etag));
  }

  private static boolean isMarked(ExportTask task, Optional<ObjectInfo> there) {
    String mark = task.node().exporting;
    return there.isPresent()
        && !mark.isEmpty()
        && ObjectDialects.mark(there.get().metadata()).equals(mark);
  }

  private static boolean nothingToReplace(Edit edit, ExportTask task) throws IOException {
    Node node = edit.nodeOrNull(task.node().number);
    if (node == null || !node.over.equals(task.node().over)) {
      return false;
    }
    node.over = Optional.empty();
    edit.put(node);
    return true;
  }

  /// What the store has is an earlier state of the file: the next export is based on that.
  private void adopt(ExportTask task, ObjectInfo info) throws IOException {
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

  /// Marks the file before the upload begins: whoever takes it away from its place later can tell
  /// what the store has got, even when the answer is lost.
  private String mark(ExportTask task) throws IOException {
    String fresh = Mark.of(task.node().number, random);
    return index.change(
        edit -> {
          Node node = edit.nodeOrNull(task.node().number);
          if (node == null || node.parent == 0 || !edit.key(node).equals(Optional.of(task.key()))) {
            throw new AgainException(task.key());
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

  /// @param since when it was what the store has now
  private void commit(
      ExportTask task, Sent sent, @Nullable OpenFile file, long generation, long since)
      throws IOException {
    Version version = sent.version();
    Optional<Version> left = task.node().base.filter(base -> !base.key().equals(task.key()));
    if (left.isPresent()
        && !index.read(rows -> rows.isHome(left.get().key()))
        && tombstones.delete(left.get().key(), left.get().etag())) {
      index.departures.add(left.get().key(), index.nextStamp());
    }
    boolean more =
        file == null
            ? index.change(edit -> record.committed(edit, task, sent, true, since))
            : file.exported(
                generation,
                version.size(),
                whole ->
                    index.change(
                        edit ->
                            record.committed(edit, task, sent, file, generation, whole, since)));
    if (more) {
      var _ = exportTo(task.node().number, task.key());
    }
  }
}
