package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest.Start;
import org.openfiles.core.ObjectInfo;

/// Makes the store's objects those of a directory: its marker, and after a rename every object
/// below where it was, one copy and one delete each. Whatever was done stays done, so that it goes
/// on where it was interrupted.
final class DirectoryExport {
  private static final int PAGE = 1000;
  private static final int PARALLEL = 16;

  private final Index index;
  private final Editor editor;
  private final RemoteStore remote;
  private final Importer importer;
  private final FileExport files;
  private final MarkerExport markers;
  private final TombstoneExport tombstones;
  private final Locks<Work> locks;

  DirectoryExport(
      Index index,
      Editor editor,
      RemoteStore remote,
      Importer importer,
      FileExport files,
      MarkerExport markers,
      TombstoneExport tombstones,
      Locks<Work> locks) {
    this.index = index;
    this.editor = editor;
    this.remote = remote;
    this.importer = importer;
    this.files = files;
    this.markers = markers;
    this.tombstones = tombstones;
    this.locks = locks;
  }

  void export(long number) throws IOException {
    Work work = new Work.OfNode(number);
    Due due = index.read(rows -> rows.due(work));
    Node node = index.read(rows -> rows.nodeOrNull(number));
    if (due == null || node == null) {
      return;
    }
    for (String origin : node.origins) {
      move(number, origin);
    }
    if (node.parent != 0) {
      markers.export(number);
    }
    index.change(edit -> done(edit, number, node.origins, due));
  }

  /// A prefix that is left.
  ///
  /// @param relisted the directories that were listed again for it
  private record Moving(long number, String origin, Set<Long> relisted) {}

  /// Moves every object below a prefix to where its file is now.
  private void move(long number, String origin) throws IOException {
    Moving moving = new Moving(number, origin, ConcurrentHashMap.newKeySet());
    int before = Integer.MAX_VALUE;
    while (true) {
      int left = pass(moving);
      if (left == 0) {
        return;
      }
      if (left >= before) {
        throw new IOException("%d objects below %s cannot be moved yet".formatted(left, origin));
      }
      before = left;
    }
  }

  /// Goes through the listing once. Answers how many objects of the directory are still there.
  private int pass(Moving moving) throws IOException {
    int left = 0;
    Start start = Start.BEGINNING;
    while (true) {
      ListPage page = remote.list(moving.origin(), "", start, PAGE);
      left += moveAll(moving, page.objects());
      if (page.next().isEmpty()) {
        return left;
      }
      start = page.next().get();
    }
  }

  private int moveAll(Moving moving, List<ObjectInfo> objects) throws IOException {
    Semaphore places = new Semaphore(PARALLEL);
    List<Future<Boolean>> moves = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (ObjectInfo info : objects) {
        places.acquireUninterruptibly();
        moves.add(
            threads.submit(
                () -> {
                  try {
                    return moveOne(moving, info);
                  } finally {
                    places.release();
                  }
                }));
      }
    }
    int left = 0;
    for (Future<Boolean> move : moves) {
      try {
        left += move.get() ? 0 : 1;
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while a directory was moved");
      }
    }
    return left;
  }

  /// Moves an object, if it is of this directory: others have put theirs there meanwhile, which
  /// stay. Answers false where it is of this directory and could not be moved.
  private boolean moveOne(Moving moving, ObjectInfo info) throws IOException {
    String key = remote.local(info.key().value());
    Optional<Node> found = locate(moving, key.substring(moving.origin().length()));
    if (found.isEmpty()) {
      return true;
    }
    Node node = found.get();
    if (node.isDirectory() && info.size() == 0) {
      if (!isMarkerOfAnother(node, key)) {
        markers.move(node.number, key);
      }
      return true;
    }
    if (node.isDirectory()) {
      Optional<Node> file = fileOfMarker(node);
      if (file.isEmpty()) {
        return true;
      }
      node = file.get();
    }
    if (isAt(node, key) || node.over.isPresent() || isUploadOf(node, key)) {
      long number = node.number;
      pend(number);
      locks.alone(new Work.OfNode(number), () -> files.export(number));
      Node now = index.read(rows -> rows.nodeOrNull(number));
      return now == null || now.parent == 0 || !isAt(now, key);
    }
    return true;
  }

  /// What the key of a directory's marker is where it has bytes: a file in the directory.
  private Optional<Node> fileOfMarker(Node directory) throws IOException {
    importer.freshenOnce(directory.number);
    return Optional.ofNullable(index.read(rows -> rows.child(directory.number, Component.MARKER)));
  }

  /// Whether the store took an upload of a file here and its answer was lost. Then it is the base.
  private boolean isUploadOf(Node node, String key) throws IOException {
    if (node.exporting.isEmpty()) {
      return false;
    }
    ObjectInfo there;
    try {
      there = remote.head(key);
    } catch (NoSuchFileException _) {
      return false;
    }
    return ObjectDialects.mark(there.metadata()).equals(node.exporting)
        && index.change(edit -> adopt(edit, node, there));
  }

  private boolean adopt(Edit edit, Node stale, ObjectInfo there) throws IOException {
    Node node = edit.nodeOrNull(stale.number);
    if (node == null || !node.base.equals(stale.base)) {
      return false;
    }
    edit.base(node, Optional.of(remote.version(there)));
    edit.put(node);
    return true;
  }

  private static boolean isAt(Node node, String key) {
    return node.base.map(Version::key).equals(Optional.of(key));
  }

  /// A directory that lives at the key of the marker has made it.
  private boolean isMarkerOfAnother(Node node, String key) throws IOException {
    return !isAt(node, key)
        && index.read(
            rows -> {
              Node there = rows.locate(key);
              return there != null && there.number != node.number && isAt(there, key);
            });
  }

  /// The inode that a key below the origin is now, imported on the way where it was never seen.
  /// What was removed here is removed there.
  private Optional<Node> locate(Moving moving, String relative) throws IOException {
    long at = moving.number();
    int begin = 0;
    try {
      while (begin < relative.length()) {
        importer.freshenOnce(at);
        int slash = relative.indexOf('/', begin);
        Component component =
            new Component(
                relative.substring(begin, slash < 0 ? relative.length() : slash), slash >= 0);
        Node child = child(moving, at, component);
        if (child == null) {
          return Optional.empty();
        }
        at = child.number;
        begin = slash < 0 ? relative.length() : slash + 1;
      }
      long found = at;
      return Optional.ofNullable(index.read(rows -> rows.nodeOrNull(found)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// A file that has gone elsewhere takes its object along.
  private void leave(Entry.Gone gone) throws IOException {
    Node node = index.read(rows -> rows.nodeOrNull(gone.movedTo()));
    if (node != null && !node.isDirectory() && isAt(node, gone.key())) {
      locks.alone(new Work.OfNode(node.number), () -> files.export(node.number));
    }
  }

  private @Nullable Node child(Moving moving, long parent, Component component) throws IOException {
    Node known = index.read(rows -> rows.child(parent, component));
    if (known != null) {
      return known;
    }
    if (index.read(rows -> rows.entry(parent, component.rowKey())) instanceof Entry.Gone gone) {
      if (gone.movedTo() != 0) {
        leave(gone);
      } else if (!gone.isPrefix()) {
        Work.OfTombstone work = new Work.OfTombstone(parent, Latin.text(component.rowKey()));
        locks.alone(work, () -> tombstones.export(work));
      }
      return null;
    }
    // It was put there since this directory was last listed.
    if (moving.relisted().add(parent)) {
      importer.list(parent);
    }
    return index.read(rows -> rows.child(parent, component));
  }

  private void pend(long number) throws IOException {
    index.change(
        edit -> {
          Work work = new Work.OfNode(number);
          if (edit.due(work) == null) {
            edit.pend(work, 0, editor.now(), Due.NEVER);
          }
          return null;
        });
  }

  /// Nothing is left where it was: the prefixes are free again.
  private boolean done(Edit edit, long number, List<String> moved, Due due) throws IOException {
    Node node = edit.nodeOrNull(number);
    if (node == null) {
      return false;
    }
    for (String left : List.copyOf(node.left)) {
      if (Work.decode(Latin.bytes(left)) instanceof Work.OfTombstone place) {
        byte[] row = Latin.bytes(place.row());
        switch (edit.entry(place.directory(), row)) {
          case Entry.Gone gone when gone.movedTo() == number && moved.contains(gone.key()) -> {
            edit.removeEntry(place.directory(), row);
            node.left = Texts.without(node.left, left);
          }
          case Entry.Live live -> {
            unmask(edit, live.node(), moved);
            node.left = Texts.without(node.left, left);
          }
          case null, default -> node.left = Texts.without(node.left, left);
        }
      }
    }
    node.origins = node.origins.stream().filter(origin -> !moved.contains(origin)).toList();
    Work work = new Work.OfNode(number);
    Due now = edit.due(work);
    if (node.origins.isEmpty() && now != null && now.sequence() == due.sequence()) {
      edit.done(work);
    }
    edit.put(node);
    if (node.parent == 0 && node.number != Index.ROOT) {
      edit.adopted(number);
      edit.remove(node);
    }
    return true;
  }

  private static void unmask(Edit edit, long number, List<String> moved) throws IOException {
    Node node = edit.nodeOrNull(number);
    if (node != null) {
      node.masked = node.masked.stream().filter(prefix -> !moved.contains(prefix)).toList();
      node.after = 0;
      node.listed = 0;
      edit.put(node);
    }
  }
}
