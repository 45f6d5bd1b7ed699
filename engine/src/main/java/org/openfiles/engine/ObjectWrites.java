package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Durability;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;
import org.openfiles.engine.ShownObjects.Shown;

/// Objects of a volume, changed: in the index and the journal, as every file is, so that both faces
/// show it at once and the export brings it to the store.
///
/// A condition is judged in the change that it is a condition of. Directories above an object are
/// implied: they go with the last object that is in them, unless a file door made them.
final class ObjectWrites {
  private final Index index;
  private final Editor editor;
  private final RemoteStore remote;
  private final KeyLook look;
  private final ShownObjects shown;
  private final ObjectReads reads;
  private final OpenFiles files;
  private final Incoming.Source source;
  private final ObjectPlaces places;
  private final Merger merger;
  private final StoreAcknowledgement acknowledgement;

  /// What changes one key through this face goes one after the other.
  private final Locks<String> keys;

  ObjectWrites(
      Index index,
      Editor editor,
      RemoteStore remote,
      KeyLook look,
      ShownObjects shown,
      ObjectReads reads,
      OpenFiles files,
      Incoming.Source source,
      ObjectPlaces places,
      Merger merger,
      StoreAcknowledgement acknowledgement,
      Locks<String> keys) {
    this.index = index;
    this.editor = editor;
    this.remote = remote;
    this.look = look;
    this.shown = shown;
    this.reads = reads;
    this.files = files;
    this.source = source;
    this.places = places;
    this.merger = merger;
    this.acknowledgement = acknowledgement;
    this.keys = keys;
  }

  ObjectInfo put(PutRequest request, Durability level) throws IOException {
    Key key = request.key();
    ObjectPlaces.refuseHidden(key);
    Shown put;
    try (Incoming bytes = source.receive(request)) {
      put = keys.answer(key.value(), () -> place(request, bytes));
    }
    return level == Durability.STORE ? acknowledgement.of(key, put) : put.info();
  }

  private Shown place(PutRequest request, Incoming bytes) throws IOException {
    Key key = request.key();
    look.freshen(key.value());
    Shown put =
        index.change(
            edit -> {
              ObjectReads.check(key, request.precondition(), shown.find(edit, key.value()));
              Node node = places.put(edit, key, bytes, request.metadata());
              return shown.of(edit, node, key.value()).orElseThrow();
            });
    if (put.node().content != 0) {
      bytes.taken();
    }
    return put;
  }

  void delete(Key key, Precondition precondition, Durability level) throws IOException {
    if (ShownObjects.isHidden(key.value())) {
      ObjectReads.check(key, precondition, Optional.empty());
      return;
    }
    List<Work> left = keys.answer(key.value(), () -> remove(key, precondition));
    if (level == Durability.STORE) {
      acknowledgement.ofAll(key, left);
    }
  }

  private List<Work> remove(Key key, Precondition precondition) throws IOException {
    look.freshen(key.value());
    ObjectPlaces.@Nullable Removed removed =
        index.change(
            edit -> {
              Optional<Shown> found = shown.find(edit, key.value());
              if (found.isEmpty() && !(precondition instanceof Precondition.None)) {
                throw new NoSuchFileException(key.value());
              }
              ObjectReads.check(key, precondition, found);
              return found.isEmpty() ? null : places.remove(edit, found.get().node(), key);
            });
    if (removed == null) {
      return List.of();
    }
    if (removed.inode() != 0) {
      files.collect(removed.inode());
    }
    return removed.works();
  }

  ObjectInfo update(Key key, UnaryOperator<ObjectMetadata> change, Durability level)
      throws IOException {
    Shown updated = keys.answer(key.value(), () -> update(key, change));
    boolean pending = index.read(rows -> rows.isPending(updated.node().number));
    return level == Durability.STORE && pending ? acknowledgement.of(key, updated) : updated.info();
  }

  /// What waits for its export is changed here; for the rest the store is asked, which may have a
  /// way that leaves the version as it is.
  private Shown update(Key key, UnaryOperator<ObjectMetadata> change) throws IOException {
    while (true) {
      Shown found = reads.find(key);
      Node node = found.node();
      if (node.base.isPresent() && !index.read(rows -> rows.isPending(node.number))) {
        return updateThere(key, found, change);
      }
      Optional<Shown> updated = index.change(edit -> updateHere(edit, key, found, change));
      if (updated.isPresent()) {
        return updated.get();
      }
    }
  }

  private Optional<Shown> updateHere(
      Edit edit, Key key, Shown found, UnaryOperator<ObjectMetadata> change) throws IOException {
    Node node = edit.nodeOrNull(found.node().number);
    if (node == null
        || node.content != found.node().content
        || !node.base.equals(found.node().base)) {
      return Optional.empty();
    }
    ObjectRow row =
        edit.object(node)
            .orElseGet(
                () ->
                    new ObjectRow(true, Optional.empty(), ObjectMetadata.EMPTY, Optional.empty()));
    edit.put(node, row.given(change.apply(row.metadata())));
    editor.changed(edit, node, JournalRecord.Action.CHANGE, editor.now(), "");
    return shown.of(edit, node, key.value());
  }

  private Shown updateThere(Key key, Shown found, UnaryOperator<ObjectMetadata> change)
      throws IOException {
    ObjectInfo info =
        remote
            .store()
            .update(
                remote.key(found.node().base.orElseThrow().key()),
                old ->
                    ObjectDialects.marked(
                        change.apply(ObjectDialects.withoutMark(old)), ObjectDialects.mark(old)));
    return index.change(
        edit -> {
          Node node = edit.nodeOrNull(found.node().number);
          if (node != null && !edit.isPending(node.number)) {
            updated(edit, node, info);
          }
          return shown.find(edit, key.value()).orElse(found);
        });
  }

  private void updated(Edit edit, Node node, ObjectInfo info) throws IOException {
    boolean same = node.base.map(Version::etag).equals(Optional.of(info.etag()));
    Optional<ObjectRow.Facts> facts = edit.object(node).flatMap(ObjectRow::facts);
    ObjectRow row = ObjectRow.of(info);
    if (same) {
      edit.put(node, facts.map(row::withFacts).orElse(row));
      return;
    }
    // The store made a version of it.
    places.replace(edit, node, info, merger);
    edit.put(node, row);
  }
}
