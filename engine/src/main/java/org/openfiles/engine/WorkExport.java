package org.openfiles.engine;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Does pieces of work at the store, those first that they wait for.
final class WorkExport {
  private final Index index;
  private final TombstoneExport tombstones;
  private final FileExport files;
  private final DirectoryExport directories;
  private final Detour detour;
  private final Locks<Work> locks;

  /// Held by what waits for others to leave their places: they may wait for each other.
  private final ReentrantLock turns = new ReentrantLock();

  WorkExport(
      Index index,
      TombstoneExport tombstones,
      FileExport files,
      DirectoryExport directories,
      Detour detour,
      Locks<Work> locks) {
    this.index = index;
    this.tombstones = tombstones;
    this.files = files;
    this.directories = directories;
    this.detour = detour;
    this.locks = locks;
  }

  /// What to do about work that somebody else is at.
  enum Wait {
    NOT,
    UNTIL_DONE
  }

  /// Answers false where it did not wait.
  boolean export(Work work, Wait wait) throws IOException {
    return export(work, wait, new HashSet<>(), new ArrayDeque<>());
  }

  /// @param begun what was met on the way
  /// @param waiting the work that waits for this, the last of them first
  private boolean export(Work work, Wait wait, Set<Work> begun, Deque<Work> waiting)
      throws IOException {
    if (waiting.contains(work) && work instanceof Work.OfNode(long node)) {
      // It waits for itself.
      var _ = locks.ifFree(work, () -> detour.take(node));
      return true;
    }
    if (!begun.add(work) || index.read(rows -> rows.due(work)) == null) {
      return true;
    }
    List<Work> before = before(work);
    if (before.isEmpty() || work instanceof Work.OfTombstone) {
      return after(before, work, wait, begun, waiting);
    }
    if (wait == Wait.UNTIL_DONE) {
      turns.lock();
    } else if (!turns.tryLock()) {
      return false;
    }
    try {
      return after(before, work, wait, begun, waiting);
    } finally {
      turns.unlock();
    }
  }

  private boolean after(
      List<Work> before, Work work, Wait wait, Set<Work> begun, Deque<Work> waiting)
      throws IOException {
    waiting.push(work);
    for (Work first : before) {
      if (!export(first, wait, begun, waiting)) {
        return false;
      }
    }
    waiting.pop();
    return switch (wait) {
      case NOT -> locks.ifFree(work, () -> export(work));
      case UNTIL_DONE -> {
        locks.alone(work, () -> export(work));
        yield true;
      }
    };
  }

  /// The work that has to be done first.
  private List<Work> before(Work work) throws IOException {
    return switch (work) {
      case Work.OfTombstone tombstone -> {
        Entry.Gone gone = tombstones.find(tombstone);
        yield gone == null || gone.movedTo() == 0
            ? List.of()
            : List.of(new Work.OfNode(gone.movedTo()));
      }
      case Work.OfNode of -> index.read(rows -> leavers(rows, of.node()));
    };
  }

  /// Who has to leave the place of an inode, or of a directory above it.
  private static List<Work> leavers(Rows rows, long number) throws IOException {
    List<Work> leavers = new ArrayList<>();
    for (Node at = rows.nodeOrNull(number);
        at != null && at.number != Index.ROOT;
        at = at.parent == 0 ? null : rows.nodeOrNull(at.parent)) {
      if (at.after != 0) {
        leavers.add(new Work.OfNode(at.after));
      }
    }
    return leavers;
  }

  private void export(Work work) throws IOException {
    switch (work) {
      case Work.OfTombstone tombstone -> tombstones.export(tombstone);
      case Work.OfNode of -> {
        Node node = index.read(rows -> rows.nodeOrNull(of.node()));
        if (node == null) {
          index.change(edit -> gone(edit, of));
        } else if (node.isDirectory()) {
          directories.export(of.node());
        } else {
          files.export(of.node());
        }
      }
    }
  }

  private static boolean gone(Edit edit, Work.OfNode work) throws IOException {
    boolean gone = edit.nodeOrNull(work.node()) == null;
    if (gone) {
      edit.done(work);
    }
    return gone;
  }
}
