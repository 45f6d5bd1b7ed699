package org.openfiles.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.FileKind;
import org.openfiles.engine.content.ContentCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches files before somebody reads them, as the import rules say, behind the backs of those who
/// do: a few at a time, and only while there is room that nothing has to be evicted for. What it
/// misses is fetched when it is read.
final class Prefetcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Prefetcher.class);
  private static final int PORTION = 1000;
  private static final int PARALLEL = 8;

  /// How many directories may wait; more are not remembered.
  private static final int WAITING_MAX = 10_000;

  private final Index index;
  private final OpenFiles files;
  private final ContentCache contents;
  private final VolumeOptions options;
  private final BlockingQueue<Long> directories = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Semaphore places = new Semaphore(PARALLEL);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Whether there is any rule about that.
  private final boolean onFileAccess;

  private volatile boolean closed;

  Prefetcher(Index index, OpenFiles files, ContentCache contents, VolumeOptions options) {
    this.index = index;
    this.files = files;
    this.contents = contents;
    this.options = options;
    this.onFileAccess =
        options.importRules().stream()
            .anyMatch(rule -> rule.trigger() == ImportRule.Trigger.ON_FILE_ACCESS);
  }

  void start() {
    var _ = threads.submit(this::turns);
  }

  /// A directory was listed for the first time.
  void listed(long directory) {
    var _ = directories.offer(directory);
  }

  /// A file is opened.
  void opened(long number) throws IOException {
    if (!onFileAccess) {
      return;
    }
    Wanted wanted =
        index.read(
            rows -> {
              Node node = rows.nodeOrNull(number);
              return node != null && isWanted(rows, node, ImportRule.Trigger.ON_FILE_ACCESS)
                  ? new Wanted(number, node.size)
                  : null;
            });
    if (wanted != null && places.tryAcquire()) {
      begin(wanted);
    }
  }

  /// A file to be fetched.
  private record Wanted(long node, long size) {}

  private boolean isWanted(Rows rows, Node node, ImportRule.Trigger now) throws IOException {
    return node.kind == FileKind.FILE
        && node.base.isPresent()
        && !rows.isPending(node.number)
        && options.importRule(rows.key(node).orElse("")).isFetched(now, node.size);
  }

  private void turns() {
    try {
      while (!closed) {
        long directory = directories.take();
        try {
          fetchAll(directory);
        } catch (IOException | RuntimeException e) {
          if (!closed) {
            LOG.warn("not fetched ahead directory={}: {}", directory, e.getMessage());
          }
        }
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private void fetchAll(long directory) throws IOException, InterruptedException {
    byte @Nullable [] from = new byte[0];
    while (from != null) {
      byte[] begin = from;
      List<Wanted> wanted = new ArrayList<>();
      from = index.read(rows -> portion(rows, directory, begin, wanted));
      for (Wanted each : wanted) {
        if (closed || !contents.hasRoom(each.size())) {
          return;
        }
        places.acquire();
        begin(each);
      }
    }
  }

  /// Adds what is wanted out of a portion of the rows; answers where the next begins.
  private byte @Nullable [] portion(Rows rows, long directory, byte[] from, List<Wanted> wanted)
      throws IOException {
    List<Rows.Child> children = rows.children(directory, from, PORTION);
    for (Rows.Child child : children) {
      if (child.entry() instanceof Entry.Live live && !live.directory()) {
        Node node = rows.node(live.node());
        if (isWanted(rows, node, ImportRule.Trigger.ON_DIRECTORY_FIRST_ACCESS)) {
          wanted.add(new Wanted(node.number, node.size));
        }
      }
    }
    return children.size() < PORTION ? null : Latin.bytes(children.getLast().row() + "\0");
  }

  /// The caller has taken a place.
  private void begin(Wanted wanted) {
    var _ =
        threads.submit(
            () -> {
              try {
                fetch(wanted);
              } catch (IOException | RuntimeException e) {
                // Whoever reads it will be told.
                LOG.debug("not fetched ahead inode={}", wanted.node(), e);
              } finally {
                places.release();
              }
            });
  }

  private void fetch(Wanted wanted) throws IOException {
    if (closed || !contents.hasRoom(wanted.size())) {
      return;
    }
    OpenFile file = files.open(wanted.node());
    try {
      var _ = file.content().prefetch();
    } finally {
      files.release(file);
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.shutdownNow();
    threads.close();
  }
}
