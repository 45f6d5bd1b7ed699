package org.openfiles.engine;

import java.io.IOException;

/// Keeps a directory that a file door has left empty: while it had entries the store implied it,
/// and from then on it needs a marker.
final class EmptiedDirectories {
  private final Editor editor;

  EmptiedDirectories(Editor editor) {
    this.editor = editor;
  }

  /// A file door took a name out of a directory.
  void left(Edit edit, long directory) throws IOException {
    Node node = edit.nodeOrNull(directory);
    if (node != null
        && node.base.isEmpty()
        && !node.kept
        && directory != Index.ROOT
        && !LostAndFound.isOne(node)) {
      node.kept = true;
      edit.put(node);
    }
    keep(edit, directory);
  }

  /// Gives a directory its marker, if a file door emptied it and the store has nothing below it any
  /// more. As long as it has, there are tombstones, and each of them ends here.
  void keep(Edit edit, long directory) throws IOException {
    Node node = edit.nodeOrNull(directory);
    if (node == null
        || !node.kept
        || node.metadataKnown
        || node.base.isPresent()
        || node.parent == 0
        || !edit.children(directory, new byte[0], 1).isEmpty()) {
      return;
    }
    node.metadataKnown = true;
    edit.put(node);
    editor.changed(edit, node, JournalRecord.Action.CHANGE, editor.now(), "");
  }
}
