package org.openfiles.engine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.ConflictException;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.UnavailableException;
import org.openfiles.engine.ShownObjects.Shown;

/// Answers for changes that they are in the store, or says that they are safe here and not there
/// yet.
final class StoreAcknowledgement {
  private final Index index;
  private final Exporter exporter;
  private final ShownObjects shown;

  StoreAcknowledgement(Index index, Exporter exporter, ShownObjects shown) {
    this.index = index;
    this.exporter = exporter;
    this.shown = shown;
  }

  /// Exports an object that was put. Answers the version that the store has of it; if it was put
  /// once more meanwhile, what it was.
  ObjectInfo of(Key key, Shown put) throws IOException {
    export(key, new Work.OfNode(put.node().number));
    Optional<Shown> now = index.read(rows -> shown.find(rows, key.value()));
    if (now.isEmpty() || now.get().node().number != put.node().number) {
      Optional<Node> node =
          index.read(rows -> Optional.ofNullable(rows.nodeOrNull(put.node().number)));
      if (node.isPresent() && index.read(rows -> rows.isLocalOnly(node.get()))) {
        throw new ConflictException(
            key.value(),
            "the store got another version meanwhile, which stays; this one is kept at /"
                + index.read(rows -> rows.key(node.get())).orElse(""));
      }
      return put.info();
    }
    if (now.get().node().content != put.node().content) {
      return put.info();
    }
    return index.change(edit -> settled(edit, key, put));
  }

  /// From now on it shows as the version that the store has.
  private ObjectInfo settled(Edit edit, Key key, Shown put) throws IOException {
    Node node = edit.nodeOrNull(put.node().number);
    if (node == null || node.base.isEmpty() || edit.isPending(node.number)) {
      return put.info();
    }
    Optional<ObjectRow> row = edit.object(node);
    if (row.isPresent() && row.get().facts().isPresent()) {
      ObjectRow.Facts facts = row.get().facts().get();
      edit.put(
          node,
          row.get()
              .withFacts(
                  new ObjectRow.Facts(
                      node.base.get().etag(),
                      node.base.get().modified(),
                      facts.checksums(),
                      facts.partCount())));
    }
    return shown.of(edit, node, key.value()).map(Shown::info).orElse(put.info());
  }

  /// Exports what removals left.
  void ofAll(Key key, List<Work> works) throws IOException {
    for (Work work : works) {
      export(key, work);
    }
  }

  private void export(Key key, Work work) throws IOException {
    try {
      exporter.export(List.of(work));
    } catch (IOException e) {
      UnavailableException later =
          new UnavailableException(
              key.value(),
              "it is safe in this node's journal, and not in the store yet: " + e.getMessage(),
              false);
      later.initCause(e);
      throw later;
    }
  }
}
