package org.openfiles.engine;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest.Start;

/// Brings what the store lists into the index: a directory at a time, when it is looked at and its
/// last listing is too old. Nothing is asked for per entry.
final class Importer {
  private static final int PAGE = 1000;

  private final Index index;
  private final RemoteStore remote;
  private final VolumeOptions options;
  private final Editor editor;
  private final Merger merger;
  private final SidecarNames sidecars;
  private final Map<Long, ReentrantLock> listing = new ConcurrentHashMap<>();

  Importer(
      Index index,
      RemoteStore remote,
      VolumeOptions options,
      Editor editor,
      Merger merger,
      SidecarNames sidecars) {
    this.index = index;
    this.remote = remote;
    this.options = options;
    this.editor = editor;
    this.merger = merger;
    this.sidecars = sidecars;
  }

  /// Makes sure that a directory was listed within the time that a listing is good for.
  void freshen(long directory) throws IOException {
    if (isFresh(directory)) {
      return;
    }
    ReentrantLock lock = listing.computeIfAbsent(directory, _ -> new ReentrantLock());
    lock.lock();
    try {
      if (!isFresh(directory)) {
        list(directory);
      }
    } finally {
      listing.remove(directory, lock);
      lock.unlock();
    }
  }

  /// Makes sure that a directory was listed at all.
  void freshenOnce(long directory) throws IOException {
    if (index.read(rows -> editor.directory(rows, directory).listed) == 0) {
      freshen(directory);
    }
  }

  private boolean isFresh(long directory) throws IOException {
    return index.read(
        rows -> {
          Node node = editor.directory(rows, directory);
          return node.listed > editor.now() - options.listingTtl().toNanos()
              || rows.isLocalOnly(node);
        });
  }

  /// Lists a directory, however fresh it is.
  void list(long directory) throws IOException {
    long begun = editor.now();
    long stamp = index.stamp();
    Set<String> sources = index.read(rows -> rows.sources(editor.directory(rows, directory)));
    for (String source : sources) {
      list(directory, source, sources.size() == 1, stamp);
    }
    index.change(
        edit -> {
          Node node = edit.nodeOrNull(directory);
          if (node != null) {
            node.listed = begun;
            edit.put(node);
          }
          return null;
        });
  }

  private void list(long directory, String source, boolean only, long stamp) throws IOException {
    String from = "";
    Start start = Start.BEGINNING;
    while (true) {
      ListPage page = remote.list(source, "/", start, PAGE);
      ListedPage listed = ListedPage.of(page, remote, source);
      sidecars.noticed(page);
      String begin = from;
      index.change(
          edit -> {
            merger.merge(edit, directory, listed, begin, only, stamp);
            return null;
          });
      if (page.next().isEmpty()) {
        return;
      }
      start = page.next().get();
      from = listed.end().orElse(from);
    }
  }
}
