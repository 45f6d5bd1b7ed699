package org.openfiles.engine.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Slice;

/// What of one content is being fetched, or was and waits in memory for its readers: ranges that do
/// not overlap, so each byte is asked of the store once.
final class Fetches {
  private final Content content;
  private final Fetching fetching;
  private final TreeMap<Long, Fetch> table = new TreeMap<>();
  private final Streams streams;

  /// Whether what is streamed is worth keeping, since it is not streamed for the first time.
  private boolean keepsStreams;

  Fetches(Content content, Fetching fetching) {
    this.content = content;
    this.fetching = fetching;
    this.streams = new Streams(fetching.block(), fetching.aheadMax());
  }

  /// Begins to fetch what a read needs and lacks, and, where reads are sequential, what the next
  /// ones will need.
  void plan(long position, long length) {
    fetching.dropSuperfluous();
    List<Fetch> begun = new ArrayList<>();
    synchronized (this) {
      Ledger.Origin origin = content.ledger().origin();
      Streams.Stream stream = streams.observe(position, length);
      boolean sequential = stream.window() > 0;
      Keep keep = keep(stream, sequential, origin.base().size());
      int unit = sequential ? fetching.block() : fetching.scattered();
      int request = fetching.request(stream.window() / 4, unit);
      long needed = Math.min(origin.limit(), position + length);
      begin(new Wanted(position, needed, unit, request, origin, keep), begun);
      if (sequential) {
        long horizon = Math.max(stream.horizon(), stream.next());
        long goal = Math.min(origin.limit(), stream.next() + stream.window());
        stream.horizon(ahead(new Wanted(horizon, goal, 1, request, origin, keep), begun));
      }
    }
    begun.forEach(this::start);
  }

  /// Small objects are kept. Who streams a large one a second time may do so a third time; the
  /// first time tells nothing, except about its beginning.
  private Keep keep(Streams.Stream stream, boolean sequential, long size) {
    if (size < fetching.direct()) {
      return Keep.BY_EVICTION;
    }
    if (stream.isNew() && !keepsStreams) {
      keepsStreams = fetching.streamed().contains(content.id());
    }
    if (!sequential || keepsStreams || stream.streamed() < fetching.direct()) {
      return Keep.WHERE_SPARE;
    }
    fetching.streamed().add(content.id());
    return Keep.NOT;
  }

  /// A range that is to be fetched, as far as it is missing.
  private record Wanted(
      long start, long end, int unit, int request, Ledger.Origin origin, Keep keep) {}

  /// Begins fetches for what is missing of a range that is waited for.
  private void begin(Wanted wanted, List<Fetch> begun) {
    for (Slice gap : content.ledger().missing(wanted.start(), wanted.end())) {
      long at = gap.position();
      long end = at + gap.length();
      while (at < end) {
        Fetch running = at(at);
        if (running != null) {
          at = running.end();
          continue;
        }
        Optional<Slice> range = around(at, end, wanted);
        if (range.isEmpty()) {
          break;
        }
        int length = (int) range.get().length();
        begun.add(enter(range.get(), fetching.memory().take(length), wanted, false));
        at = Math.max(at + 1, range.get().position() + length);
      }
    }
  }

  /// Begins fetches ahead of a reader; answers how far it came.
  private long ahead(Wanted wanted, List<Fetch> begun) {
    long at = wanted.start();
    long limit = wanted.origin().limit();
    while (at < wanted.end()) {
      long end = Math.min(limit, (at / wanted.request() + 1) * wanted.request());
      if (end > wanted.end()) {
        break;
      }
      Fetch running = at(at);
      Optional<Slice> range = running == null ? around(at, end, wanted) : Optional.empty();
      if (range.isPresent()) {
        int length = (int) range.get().length();
        Optional<ByteBuffer> buffer = fetching.memory().takeIfFree(length);
        if (buffer.isEmpty()) {
          break;
        }
        begun.add(enter(range.get(), buffer.get(), wanted, true));
        at = range.get().position() + length;
      } else {
        at = running == null ? end : running.end();
      }
    }
    return at;
  }

  /// What is missing from a position on, rounded to units, as one range that begins no later than
  /// the first missing byte and that nobody is fetching.
  private Optional<Slice> around(long position, long end, Wanted wanted) {
    long unit = wanted.unit();
    long from = position / unit * unit;
    long to = Math.ceilDiv(Math.min(end, from + wanted.request()), unit) * unit;
    to = Math.min(wanted.origin().limit(), to);
    Map.Entry<Long, Fetch> before = table.floorEntry(position);
    if (before != null) {
      from = Math.max(from, before.getValue().end());
    }
    Long after = table.higherKey(position);
    if (after != null) {
      to = Math.min(to, after);
    }
    List<Slice> missing = content.ledger().missing(from, to);
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    Slice last = missing.getLast();
    long first = missing.getFirst().position();
    return Optional.of(new Slice(first, last.position() + last.length() - first));
  }

  private Fetch enter(Slice range, ByteBuffer buffer, Wanted wanted, boolean ahead) {
    Fetch fetch =
        new Fetch(
            this,
            fetching.memory(),
            buffer,
            wanted.origin(),
            range.position(),
            ahead,
            wanted.keep());
    fetch.hold();
    table.put(fetch.start(), fetch);
    content.enter();
    return fetch;
  }

  private @Nullable Fetch at(long position) {
    Map.Entry<Long, Fetch> entry = table.floorEntry(position);
    return entry != null && position < entry.getValue().end() ? entry.getValue() : null;
  }

  private void start(Fetch fetch) {
    fetching.counters().requests().increment();
    Thread.ofVirtual().name("openfiles-fetch").start(() -> run(fetch));
  }

  private void run(Fetch fetch) {
    try {
      fetch.run();
      if (fetch.hasFailed() || fetching.storing().store(content, fetch)) {
        drop(fetch);
      } else {
        keepInMemory(fetch);
      }
    } finally {
      if (fetch.finish()) {
        drop(fetch);
      }
      fetch.release();
      content.leaveQuietly();
    }
  }

  private synchronized void keepInMemory(Fetch fetch) {
    if (fetch.equals(table.get(fetch.start()))) {
      fetching.memory().keep(fetch);
    }
  }

  /// Takes it out of the table; who holds it can still read it.
  void drop(Fetch fetch) {
    boolean dropped;
    synchronized (this) {
      dropped = table.remove(fetch.start(), fetch);
      if (dropped) {
        fetching.memory().forget(fetch);
      }
    }
    if (dropped) {
      fetch.release();
    }
  }

  /// Drops everything: it is of a base that is no longer ours, or nobody reads any more.
  void forget() {
    List<Fetch> all;
    synchronized (this) {
      all = new ArrayList<>(table.values());
    }
    all.forEach(this::drop);
  }

  /// Puts bytes of the base into the target, where they are not in the cache meanwhile. Answers
  /// whether they were there without waiting.
  boolean read(long position, ByteBuffer target) throws IOException {
    Fetch fetch = join(position, target.remaining(), Keep.WHERE_SPARE);
    if (fetch == null) {
      return true;
    }
    try {
      boolean waited = fetch.copy(position, target);
      if (fetch.isSpent()) {
        drop(fetch);
      }
      return !waited;
    } catch (IOException e) {
      if (fetch.hasFailed()) {
        drop(fetch);
        if (fetch.isAhead()) {
          // Nobody had asked for it then. The next attempt is our own.
          return false;
        }
      }
      throw e;
    } finally {
      fetch.release();
    }
  }

  /// The fetch that covers a position, begun where there is none, and held; null where the byte is
  /// not missing any more.
  private @Nullable Fetch join(long position, int length, Keep keep) {
    List<Fetch> begun = new ArrayList<>();
    Fetch fetch;
    synchronized (this) {
      if (at(position) == null) {
        Ledger.Origin origin = content.ledger().origin();
        long end = Math.min(origin.limit(), position + length);
        int unit = fetching.scattered();
        begin(new Wanted(position, end, unit, fetching.requestMax(), origin, keep), begun);
      }
      fetch = at(position);
      if (fetch != null) {
        fetch.hold();
      }
    }
    begun.forEach(this::start);
    return fetch;
  }

  /// Brings everything that is missing into the cache; false where it found no place.
  boolean all() throws IOException {
    long limit = content.ledger().origin().limit();
    List<Slice> missing = content.ledger().missing(0, limit);
    while (!missing.isEmpty()) {
      long position = missing.getFirst().position();
      long length = Math.min(missing.getFirst().length(), fetching.requestMax());
      Fetch fetch = join(position, (int) length, Keep.BY_EVICTION);
      if (fetch != null) {
        try {
          fetch.awaitEnd();
          if (!fetch.isStored() && !fetching.storing().storeNow(content, fetch)) {
            return false;
          }
          drop(fetch);
        } finally {
          fetch.release();
        }
      }
      missing = content.ledger().missing(0, content.ledger().origin().limit());
    }
    return true;
  }
}
