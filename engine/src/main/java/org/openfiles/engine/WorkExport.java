package org.openfiles.engine;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Does pieces of work at the store, those first that they wait for.
final class WorkExport {
  private final Index index;
  private final TombstoneExport tombstones;
  private final FileExport files;
  private final DirectoryExport directories;
  private final WorkLocks locks;

  WorkExport(
      Index index,
      TombstoneExport tombstones,
      FileExport files,
      DirectoryExport directories,
      WorkLocks locks) {
    this.index = index;
    this.tombstones = tombstones;
    this.files = files;
    this.directories = directories;
    this.locks = locks;
  }

  /// @param begun the work that waits for this, so that none waits for itself
  void export(Work work, Set<Work> begun) throws IOException {
    if (!begun.add(work) || index.read(rows -> rows.due(work)) == null) {
      return;
    }
    switch (work) {
      case Work.OfTombstone tombstone -> {
        Entry.Gone gone = tombstones.find(tombstone);
        if (gone != null && gone.movedTo() != 0) {
          export(new Work.OfNode(gone.movedTo()), begun);
        }
        locks.alone(work, () -> tombstones.export(tombstone));
        Node emptied = index.read(rows -> rows.nodeOrNull(tombstone.directory()));
        if (emptied != null && emptied.kept && emptied.base.isEmpty() && emptied.metadataKnown) {
          export(new Work.OfNode(emptied.number), begun);
        }
      }
      case Work.OfNode of -> {
        Node node = index.read(rows -> rows.nodeOrNull(of.node()));
        if (node == null) {
          return;
        }
        for (Node at = node; at != null && at.number != Index.ROOT; at = parent(at)) {
          if (at.after != 0) {
            export(new Work.OfNode(at.after), begun);
          }
        }
        if (node.isDirectory()) {
          locks.alone(work, () -> directories.export(of.node()));
        } else {
          locks.alone(work, () -> files.export(of.node()));
        }
      }
    }
  }

  private @Nullable Node parent(Node node) throws IOException {
    return node.parent == 0 ? null : index.read(rows -> rows.nodeOrNull(node.parent));
  }
}
