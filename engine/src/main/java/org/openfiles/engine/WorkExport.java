package org.openfiles.engine;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Does pieces of work at the store, those first that they wait for.
final class WorkExport {
  private final Index index;
  private final TombstoneExport tombstones;
  private final FileExport files;
  private final DirectoryExport directories;
  private final WorkLocks locks;

  /// Held by what waits for others to leave their places: they may wait for each other.
  private final ReentrantLock turns = new ReentrantLock();

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
      }
      case Work.OfNode of -> {
        Node node = index.read(rows -> rows.nodeOrNull(of.node()));
        if (node == null) {
          return;
        }
        Set<Long> before = index.read(rows -> before(rows, node));
        if (before.isEmpty()) {
          alone(work, node);
          return;
        }
        turns.lock();
        try {
          for (long each : before) {
            export(new Work.OfNode(each), begun);
          }
          alone(work, node);
        } finally {
          turns.unlock();
        }
      }
    }
  }

  private void alone(Work work, Node node) throws IOException {
    if (node.isDirectory()) {
      locks.alone(work, () -> directories.export(node.number));
    } else {
      locks.alone(work, () -> files.export(node.number));
    }
  }

  /// What has to leave first.
  private static Set<Long> before(Rows rows, Node node) throws IOException {
    Set<Long> before = new LinkedHashSet<>();
    for (@Nullable Node at = node;
        at != null && at.number != Index.ROOT;
        at = at.parent == 0 ? null : rows.nodeOrNull(at.parent)) {
      if (at.after != 0) {
        before.add(at.after);
      }
    }
    return before;
  }
}
