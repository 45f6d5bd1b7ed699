package org.openfiles.engine;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.openfiles.core.ETag;
import org.openfiles.core.FileKind;
import org.openfiles.core.ObjectInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets the store win: the version here goes to lost+found, where it stays until somebody takes it
/// out, and what the store has is the file.
final class Conflicts {
  private static final Logger LOG = LoggerFactory.getLogger(Conflicts.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Index index;
  private final Editor editor;
  private final Merger merger;
  private final Links links;
  private final String directory;

  /// @param directory the name of lost+found
  Conflicts(Index index, Editor editor, Merger merger, String directory) {
    this.index = index;
    this.editor = editor;
    this.merger = merger;
    this.links = new Links(editor);
    this.directory = directory;
  }

  /// @param key where the file was to be exported to
  /// @param there what the store has there
  void lost(long number, String key, Optional<ObjectInfo> there) throws IOException {
    Optional<Conflict> conflict = index.change(edit -> give(edit, number, key, there));
    conflict.ifPresent(
        each ->
            LOG.warn(
                "conflict: the store's version stays key={} reason={} kept={}",
                each.key(),
                each.reason(),
                each.kept()));
  }

  private Optional<Conflict> give(Edit edit, long number, String key, Optional<ObjectInfo> there)
      throws IOException {
    Node node = edit.nodeOrNull(number);
    if (node == null || node.parent == 0 || !edit.key(node).equals(Optional.of(key))) {
      return Optional.empty();
    }
    links.scatter(edit, node);
    long now = editor.now();
    Conflict.Reason reason =
        there.isEmpty()
            ? Conflict.Reason.DELETED_IN_STORE
            : node.base.isPresent() ? Conflict.Reason.CHANGED : Conflict.Reason.CREATED;
    String local = node.base.map(base -> base.etag().value()).orElse("");
    Component place = new Component(node.component, node.isDirectory());
    long parent = node.parent;
    Node lost = lostAndFound(edit);
    Component kept =
        new Component(TIME.format(Nanos.toInstant(now)) + "-" + shortened(node.component), false);
    edit.removeEntry(parent, place.rowKey());
    edit.place(node, lost.number, kept);
    node.over = Optional.empty();
    node.after = 0;
    node.exporting = "";
    edit.put(node);
    edit.done(new Work.OfNode(number));
    if (there.isPresent()) {
      Node imported = edit.newNode(FileKind.FILE);
      imported.mode = Merger.FILE_MODE;
      merger.adopt(edit, imported, there.get());
      edit.place(imported, parent, place);
      edit.put(imported);
    }
    String keptKey = lost.component + "/" + kept.text();
    long sequence = edit.journal(now, JournalRecord.Action.CONFLICT, number, key, keptKey);
    Conflict conflict =
        new Conflict(
            sequence,
            Nanos.toInstant(now),
            key,
            keptKey,
            local,
            there.map(ObjectInfo::etag).map(ETag::value).orElse(""),
            reason);
    edit.conflict(conflict);
    return Optional.of(conflict);
  }

  private static String shortened(String component) {
    return component.length() <= 100 ? component : component.substring(component.length() - 100);
  }

  private Node lostAndFound(Edit edit) throws IOException {
    Component component = new Component(directory, true);
    Node known = edit.child(Index.ROOT, component);
    if (known != null) {
      return known;
    }
    Node made = edit.newNode(FileKind.DIRECTORY);
    made.mode = 0755;
    made.localOnly = true;
    made.metadataKnown = true;
    made.modified = editor.now();
    made.changed = made.modified;
    edit.place(made, Index.ROOT, component);
    edit.put(made);
    return made;
  }
}
