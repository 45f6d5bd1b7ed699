package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
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
  private final Locks<Work> locks;
  private final EmptiedDirectories emptied;

  DirectoryExport(
      Index index,
      Editor editor,
      RemoteStore remote,
      Importer importer,
      FileExport files,
      MarkerExport markers,
      Locks<Work> locks) {
    this.index = index;
    this.editor = editor;
    this.remote = remote;
    this.importer = importer;
    this.files = files;
    this.markers = markers;
    this.locks = locks;
    this.emptied = new EmptiedDirectories(editor);
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
    if (node.parent != 0 || number == Index.ROOT) {
      markers.export(number);
    }
    index.change(edit -> done(edit, number, node.origins, due));
  }

  /// Moves every object below a prefix to where its file is now.
  private void move(long number, String origin) throws IOException {
    int before = Integer.MAX_VALUE;
    while (true) {
      int left = pass(number, origin);
      if (left == 0) {
        return;
      }
      if (left >= before) {
        throw new IOException("%d objects below %s cannot be moved yet".formatted(left, origin));
      }
      before = left;
    }
  }

  /// Goes through the listing once. Answers how many objects it met.
  private int pass(long number, String origin) throws IOException {
    int met = 0;
    Start start = Start.BEGINNING;
    while (true) {
      ListPage page = remote.list(origin, "", start, PAGE);
      List<ObjectInfo> ours = new ArrayList<>(page.objects());
      met += ours.size();
      if (!ours.isEmpty()) {
        moveAll(number, origin, ours);
      }
      if (page.next().isEmpty()) {
        return met;
      }
      start = page.next().get();
    }
  }

  private void moveAll(long number, String origin, List<ObjectInfo> objects) throws IOException {
    Semaphore places = new Semaphore(PARALLEL);
    List<Future<?>> moves = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (ObjectInfo info : objects) {
        places.acquireUninterruptibly();
        moves.add(
            threads.submit(
                () -> {
                  try {
                    moveOne(number, origin, info);
                  } finally {
                    places.release();
                  }
                  return null;
                }));
      }
    }
    for (Future<?> move : moves) {
      try {
        move.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while a directory was moved");
      }
    }
  }

  private void moveOne(long number, String origin, ObjectInfo info) throws IOException {
    String key = remote.local(info.key().value());
    Optional<Node> found = locate(number, key.substring(origin.length()));
    if (found.isEmpty()) {
      return;
    }
    Node node = found.get();
    if (node.isDirectory() && info.size() == 0) {
      markers.move(node.number, key);
      return;
    }
    if (node.isDirectory()) {
      importer.freshenOnce(node.number);
      long directory = node.number;
      Node file = index.read(rows -> rows.child(directory, Component.MARKER));
      if (file == null) {
        return;
      }
      node = file;
    }
    if (node.base.isPresent() && node.base.get().key().equals(key)) {
      long file = node.number;
      pend(file);
      locks.alone(new Work.OfNode(file), () -> files.export(file));
    }
  }

  /// The inode that a key below the origin is now, imported on the way where it was never seen.
  private Optional<Node> locate(long directory, String relative) throws IOException {
    long at = directory;
    int begin = 0;
    try {
      while (begin < relative.length()) {
        importer.freshenOnce(at);
        int slash = relative.indexOf('/', begin);
        Component component =
            new Component(
                relative.substring(begin, slash < 0 ? relative.length() : slash), slash >= 0);
        long parent = at;
        Node child = index.read(rows -> rows.child(parent, component));
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
            emptied.keep(edit, place.directory());
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
