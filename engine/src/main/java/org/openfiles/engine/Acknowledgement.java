package org.openfiles.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When somebody is told that a change was made: when it is in the journal or, where the volume
/// exports at once, when the store has it, too. If the store then fails, so does the change for
/// whoever made it; it stays in the journal all the same, and is exported later.
final class Acknowledgement {
  private final Index index;
  private final Exporter exporter;
  private final boolean exported;

  /// @param exported whether the store has to have it first
  Acknowledgement(Index index, Exporter exporter, boolean exported) {
    this.index = index;
    this.exporter = exporter;
    this.exported = exported;
  }

  <T extends @Nullable Object> T change(Index.Edition<T> edition) throws IOException {
    if (!exported) {
      return index.change(edition);
    }
    List<Work> pended = new ArrayList<>();
    T result =
        index.change(
            edit -> {
              T made = edition.make(edit);
              pended.addAll(edit.pended());
              return made;
            });
    exporter.export(pended);
    return result;
  }

  /// What was written to a file is in the journal.
  void written(long node) throws IOException {
    if (exported) {
      exporter.export(List.of(new Work.OfNode(node)));
    }
  }

  /// As [#written(long)], in the store in any case.
  void stored(long node) throws IOException {
    exporter.flush(node);
  }
}
