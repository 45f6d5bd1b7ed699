package org.openfiles.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.FileKind;

/// Does all the work that waits at or below an inode, a portion in memory at a time.
final class Flush {
  private static final int PORTION = 1000;

  private final Index index;
  private final ExecutorService threads;
  private final int parallel;
  private final Doing doing;
  private final Semaphore places;

  /// How many in a row the store did not answer, and the first fault of all; guarded by this.
  private int outages;

  private @Nullable Exception fault;

  /// Does a piece of work before it returns.
  interface Doing {
    void run(Work work) throws IOException;
  }

  Flush(Index index, ExecutorService threads, int parallel, Doing doing) {
    this.index = index;
    this.threads = threads;
    this.parallel = parallel;
    this.doing = doing;
    this.places = new Semaphore(parallel);
  }

  /// @param since what waits only since later is nobody's promise
  void run(long node, long since) throws IOException {
    Node found = index.read(rows -> rows.nodeOrNull(node));
    if (found != null && found.kind != FileKind.DIRECTORY) {
      begin(new Work.OfNode(node));
      for (long name : found.names) {
        begin(new Work.OfNode(name));
      }
    } else {
      walk(node, since);
    }
    acquire(parallel);
    rethrow();
  }

  private void walk(long node, long since) throws IOException {
    byte[] from = {};
    while (!isGivenUp()) {
      byte[] begin = from;
      List<Rows.Scheduled> portion = index.read(rows -> rows.works(begin, PORTION));
      for (Rows.Scheduled each : portion) {
        if (each.due().since() <= since && !isGivenUp() && isBelow(each.work(), node)) {
          begin(each.work());
        }
      }
      if (portion.size() < PORTION) {
        return;
      }
      from = after(portion.getLast().work());
    }
  }

  private static byte[] after(Work work) {
    byte[] key = work.encode();
    return Arrays.copyOf(key, key.length + 1);
  }

  private void begin(Work work) throws IOException {
    acquire(1);
    var _ =
        threads.submit(
            () -> {
              try {
                doing.run(work);
                ended(null);
              } catch (IOException | RuntimeException e) {
                ended(e);
              } finally {
                places.release();
              }
            });
  }

  private void acquire(int count) throws IOException {
    try {
      places.acquire(count);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while exporting");
    }
  }

  private synchronized void ended(@Nullable Exception how) {
    outages = StoreHealth.isOutage(how) ? outages + 1 : 0;
    if (fault == null) {
      fault = how;
    }
  }

  /// Whether the store answers nobody, so that all that is left would fail as well.
  private synchronized boolean isGivenUp() {
    return outages >= parallel;
  }

  private synchronized void rethrow() throws IOException {
    switch (fault) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw new IOException(e);
      default -> throw new IllegalStateException(fault);
    }
  }

  private boolean isBelow(Work work, long node) throws IOException {
    if (node == Index.ROOT) {
      return true;
    }
    return index.read(
        rows -> {
          long at =
              switch (work) {
                case Work.OfNode of -> of.node();
                case Work.OfTombstone of -> of.directory();
              };
          Set<Long> seen = new HashSet<>();
          while (at != 0 && seen.add(at)) {
            if (at == node) {
              return true;
            }
            Node found = rows.nodeOrNull(at);
            at = found == null ? 0 : found.parent;
          }
          return false;
        });
  }
}
