package org.openfiles.engine;

import java.io.IOException;
import java.util.Optional;

/// Records in the index what the store has after an export.
final class ExportRecord {
  private final Editor editor;
  private final RemoteStore remote;
  private final Sidecars sidecars;
  private final Links links;

  ExportRecord(Editor editor, RemoteStore remote, Sidecars sidecars) {
    this.editor = editor;
    this.remote = remote;
    this.sidecars = sidecars;
    this.links = new Links(editor);
  }

  /// @param whole whether the file has not been written to since
  boolean committed(
      Edit edit,
      ExportTask task,
      Sent sent,
      OpenFile file,
      long generation,
      boolean whole,
      long since)
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
  boolean committed(Edit edit, ExportTask task, Sent sent, boolean whole, long since)
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
