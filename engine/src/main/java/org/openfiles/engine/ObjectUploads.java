package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.Content;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.UnknownUploadException;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;
import org.openfiles.engine.ShownObjects.Shown;

/// Uploads in parts, which go on at the store itself: no part lies on this node. The object is put
/// together there, and then taken into the index.
final class ObjectUploads {
  private final Index index;
  private final RemoteStore remote;
  private final KeyLook look;
  private final ShownObjects shown;
  private final ObjectPlaces places;
  private final Merger merger;
  private final StoreAcknowledgement acknowledgement;
  private final Locks<String> keys;
  private final UploadAttributes attributes;

  ObjectUploads(
      Index index,
      RemoteStore remote,
      KeyLook look,
      ShownObjects shown,
      ObjectPlaces places,
      Merger merger,
      StoreAcknowledgement acknowledgement,
      Locks<String> keys) {
    this.index = index;
    this.remote = remote;
    this.look = look;
    this.shown = shown;
    this.places = places;
    this.merger = merger;
    this.acknowledgement = acknowledgement;
    this.keys = keys;
    this.attributes = new UploadAttributes(index);
  }

  private MultipartStore store() {
    return remote.store();
  }

  private Key there(Key key) {
    return remote.key(key.value());
  }

  private Upload here(Upload upload) throws IOException {
    return new Upload(
        upload.id(),
        new Key(remote.local(upload.key().value())),
        upload.started(),
        upload.metadata(),
        attributes.of(upload.id()));
  }

  Upload start(Key key, ObjectMetadata metadata, Map<String, String> given) throws IOException {
    ObjectPlaces.refuseHidden(key);
    Upload started = store().start(there(key), metadata, Map.of());
    attributes.keep(started.id(), given);
    return here(started);
  }

  Upload upload(Key key, UploadId id) throws IOException {
    return here(store().upload(there(key), id));
  }

  PartInfo putPart(Key key, UploadId id, int number, Content content, Optional<Checksum> md5)
      throws IOException {
    return store().putPart(there(key), id, number, content, md5);
  }

  List<PartInfo> parts(Key key, UploadId id) throws IOException {
    return store().parts(there(key), id);
  }

  List<Upload> uploads(String prefix) throws IOException {
    List<Upload> uploads = new ArrayList<>();
    for (Upload upload : store().uploads(remote.prefix() + prefix)) {
      boolean root = upload.key().value().equals(remote.prefix());
      if (!root && !ShownObjects.isHidden(remote.local(upload.key().value()))) {
        uploads.add(here(upload));
      }
    }
    return uploads;
  }

  void abort(Key key, UploadId id) throws IOException {
    store().abort(there(key), id);
    attributes.forget(id);
  }

  ObjectInfo complete(CompleteRequest request) throws IOException {
    Key key = request.key();
    ObjectPlaces.refuseHidden(key);
    return keys.answer(key.value(), () -> completed(request));
  }

  private ObjectInfo completed(CompleteRequest request) throws IOException {
    Key key = request.key();
    if (!isOpen(key, request.id())) {
      return again(request);
    }
    look.freshen(key.value());
    Optional<Shown> found = index.read(rows -> shown.find(rows, key.value()));
    ObjectReads.check(key, request.precondition(), found);
    acknowledgement.ofAll(key, index.read(rows -> pending(rows, key)));
    ObjectInfo made = store().complete(there(request, translated(request.precondition(), key)));
    attributes.forget(request.id());
    return taken(key, made);
  }

  private boolean isOpen(Key key, UploadId id) throws IOException {
    try {
      var _ = store().upload(there(key), id);
      return true;
    } catch (UnknownUploadException _) {
      return false;
    }
  }

  /// An upload that is no more may be one that was completed so before.
  private ObjectInfo again(CompleteRequest request) throws IOException {
    Key key = request.key();
    look.ask(key.value());
    Optional<Shown> found = index.read(rows -> shown.find(rows, key.value()));
    if (found.isEmpty() || !index.read(rows -> pending(rows, key)).isEmpty()) {
      throw new UnknownUploadException(key, request.id());
    }
    ObjectInfo made = store().complete(there(request, request.precondition()));
    return found.get().node().base.map(Version::etag).equals(Optional.of(made.etag()))
        ? found.get().info()
        : taken(key, made);
  }

  private CompleteRequest there(CompleteRequest request, Precondition precondition) {
    return new CompleteRequest(
        there(request.key()), request.id(), request.parts(), request.checksums(), precondition);
  }

  /// What is to be exported first, so that the store can judge the condition.
  private static List<Work> pending(Rows rows, Key key) throws IOException {
    int slash = key.value().lastIndexOf('/') + 1;
    Node directory = rows.locate(key.value().substring(0, slash));
    if (directory == null) {
      return List.of();
    }
    Component component = new Component(key.value().substring(slash), false);
    Work work =
        switch (rows.entry(directory.number, component.rowKey())) {
          case Entry.Live live -> new Work.OfNode(live.node());
          case Entry.Gone _ ->
              new Work.OfTombstone(directory.number, Latin.text(component.rowKey()));
          case null -> new Work.OfNode(directory.number);
        };
    boolean itself = component.equals(Component.MARKER) || !isDirectory(work, directory);
    return itself && rows.due(work) != null ? List.of(work) : List.of();
  }

  private static boolean isDirectory(Work work, Node directory) {
    return work instanceof Work.OfNode(long number) && number == directory.number;
  }

  /// The condition in the store's terms.
  private Precondition translated(Precondition precondition, Key key) throws IOException {
    if (!(precondition instanceof Precondition.Matches)) {
      return precondition;
    }
    Optional<Shown> found = index.read(rows -> shown.find(rows, key.value()));
    Optional<ETag> there = found.flatMap(each -> each.node().base).map(Version::etag);
    if (found.isEmpty()) {
      throw new NoSuchFileException(key.value());
    }
    if (there.isEmpty()) {
      throw new PreconditionFailedException(key.value(), "it was changed meanwhile");
    }
    return new Precondition.Matches(there.get());
  }

  private ObjectInfo taken(Key key, ObjectInfo made) throws IOException {
    return index.change(
        edit -> {
          Node node = places.adopt(edit, key, made, merger);
          return shown.of(edit, node, key.value()).orElseThrow().info();
        });
  }
}
