package org.openfiles.folder;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.openfiles.posix.Directory;

/// The sorted tokens of the directories that were listed last.
///
/// It is never wrong: whatever it holds is compared with the state of the directory first. The
/// first look at a large directory is answered out of one pass that keeps as many tokens as are
/// wanted; sorting all of them for the looks after it goes on in a thread of its own.
///
/// Its memory is bounded: by the budget for what it holds, and by one more such for the only large
/// directory that is being sorted. A directory that does not fit is passed over every time.
final class TokenCache {
  /// So many are sorted within the call: some milliseconds.
  static final int SORTED_AT_ONCE = 20_000;

  private final InstantSource clock;
  private final long bytesMax;
  private final Semaphore large = new Semaphore(1);
  private final Map<DirectoryId, Sorting> sortings = new HashMap<>();
  private final LinkedHashMap<DirectoryId, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Entry(Snapshot snapshot, SortedTokens tokens) {
    long bytes() {
      return snapshot.bytes() + tokens.bytes();
    }
  }

  private record Sorting(Snapshot snapshot, FutureTask<SortedTokens> task) {}

  TokenCache(InstantSource clock, long bytesMax) {
    this.clock = clock;
    this.bytesMax = bytesMax;
  }

  /// All tokens of a directory, or those of a range.
  SortedTokens tokens(Directory directory, TokenRange range) throws IOException {
    DirectoryId id = DirectoryId.of(directory.status());
    Optional<Entry> entry = entry(id);
    if (entry.isPresent()) {
      if (entry.get().snapshot.isCurrent(directory)) {
        return entry.get().tokens;
      }
      remove(id, entry.get());
    }
    Optional<Sorting> sorting = sorting(id);
    if (sorting.isPresent() && sorting.get().snapshot.isCurrent(directory)) {
      return await(sorting.get().task);
    }
    return scanned(directory, id, range);
  }

  private SortedTokens scanned(Directory directory, DirectoryId id, TokenRange range)
      throws IOException {
    long start = nanos(clock.instant());
    try (ScanSink sink = new ScanSink(range, bytesMax, large)) {
      Snapshot snapshot = DirectoryScan.run(directory, sink);
      boolean lasting = snapshot.isSettledAt(start) && snapshot.isCurrent(directory);
      Optional<FirstTokens> first = sink.first();
      if (first.isEmpty()) {
        SortedTokens sorted = sink.all().orElseThrow().sorted();
        if (lasting) {
          put(id, new Entry(snapshot, sorted));
        }
        return sorted;
      }
      if (lasting && sink.all().isPresent()) {
        sort(id, snapshot, sink.handOver());
      }
      return first.get().sorted();
    }
  }

  /// Sorts in a thread of the platform: on a virtual one it would keep others from a carrier.
  private void sort(DirectoryId id, Snapshot snapshot, AllTokens all) {
    FutureTask<SortedTokens> task =
        new FutureTask<>(
            () -> {
              try {
                SortedTokens sorted = all.sorted();
                put(id, new Entry(snapshot, sorted));
                return sorted;
              } finally {
                forgetSorting(id);
                large.release();
              }
            });
    synchronized (this) {
      sortings.put(id, new Sorting(snapshot, task));
    }
    Thread.ofPlatform().daemon().name("openfiles-listing").start(task);
  }

  private static SortedTokens await(FutureTask<SortedTokens> task) throws IOException {
    try {
      return task.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a directory was being sorted");
    } catch (ExecutionException e) {
      throw new IOException("a directory could not be sorted", e.getCause());
    }
  }

  private synchronized Optional<Entry> entry(DirectoryId id) {
    return Optional.ofNullable(entries.get(id));
  }

  private synchronized Optional<Sorting> sorting(DirectoryId id) {
    return Optional.ofNullable(sortings.get(id));
  }

  private synchronized void forgetSorting(DirectoryId id) {
    sortings.remove(id);
  }

  private synchronized void remove(DirectoryId id, Entry entry) {
    if (entries.remove(id, entry)) {
      bytes -= entry.bytes();
    }
  }

  private synchronized void put(DirectoryId id, Entry entry) {
    Entry old = entries.put(id, entry);
    bytes += entry.bytes() - (old == null ? 0 : old.bytes());
    while (bytes > bytesMax) {
      bytes -= entries.pollFirstEntry().getValue().bytes();
    }
  }

  /// How much memory the held tokens take.
  synchronized long bytes() {
    return bytes;
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
