package org.openfiles.engine.content;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ExpireReport;
import org.openfiles.engine.content.ContentTables.Rest;
import org.openfiles.lmdb.Database;
import org.openfiles.lmdb.Transaction;

/// The bytes of files that lie on this machine, bounded by a capacity.
///
/// Each content has a number that is never used again: the caller has one per generation of a file.
/// The capacity is never exceeded: clean bytes go, least recently used first; dirty ones stay, and
/// writes wait.
///
/// The trap: nothing here happens by itself. Somebody has to call [#upkeep()] now and then.
public final class ContentCache implements AutoCloseable {
  /// How many contents that nobody has open are kept in memory, with a file descriptor each.
  private static final int IDLE_MAX = 1024;

  private final Database database;
  private final InstantSource clock;
  private final ContentFiles files;
  private final ContentTables tables;
  private final Space space;
  private final Rooms rooms;
  private final Evictor evictor;
  private final Counters counters = new Counters();
  private final Fetching fetching;
  private final long boot;
  private final ConcurrentHashMap<Long, Content> contents = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Long> removals = new ConcurrentLinkedQueue<>();

  private final AtomicInteger idle = new AtomicInteger();
  private final AtomicBoolean tidying = new AtomicBoolean();

  private ContentCache(
      Database database,
      ContentFiles files,
      ContentTables tables,
      ContentOptions options,
      InstantSource clock,
      long boot) {
    this.database = database;
    this.files = files;
    this.tables = tables;
    this.clock = clock;
    this.boot = boot;
    this.fetching = Fetching.of(options, counters);
    this.space = new Space(options.capacityBytes());
    this.evictor = new Evictor(this);
    this.rooms = new Rooms(space, evictor, options.dirtyWait(), database.directory().toString());
  }

  /// Opens the cache of a directory, and removes what a crash has left behind.
  public static ContentCache open(
      Database database, Path directory, ContentOptions options, InstantSource clock)
      throws IOException {
    return open(database, directory, options, clock, Boot.id());
  }

  static ContentCache open(
      Database database, Path directory, ContentOptions options, InstantSource clock, long boot)
      throws IOException {
    ContentTables tables = ContentTables.open(database);
    ContentFiles files = ContentFiles.open(directory);
    ContentCache cache = new ContentCache(database, files, tables, options, clock, boot);
    boolean opened = false;
    try {
      new Recovery(database, tables, files, cache.space).run();
      opened = true;
    } finally {
      if (!opened) {
        files.close();
      }
    }
    return cache;
  }

  /// Opens a content, which need not have existed. The source is asked only where the content is
  /// not in memory.
  public Content open(long id, Base.Source source) throws IOException {
    Content content = acquire(id);
    boolean ready = false;
    try {
      content.load(source);
      ready = true;
    } finally {
      if (!ready) {
        content.close();
      }
    }
    return content;
  }

  private Content acquire(long id) {
    if (id < 0) {
      throw new IllegalArgumentException("the id of a content is not negative id=" + id);
    }
    return contents.compute(
        id,
        (_, known) -> {
          Content content = known == null ? new Content(id, this) : known;
          if (known != null && !known.isUsed()) {
            idle.decrementAndGet();
          }
          content.enter();
          return content;
        });
  }

  void release(Content content) throws IOException {
    contents.compute(
        content.id(),
        (_, known) -> {
          content.leave();
          if (content.equals(known) && !content.isUsed()) {
            idle.incrementAndGet();
          }
          return known;
        });
    if (!content.isUsed()) {
      content.forgetFetches();
    }
    unloadIfIdle(content.id());
    if (idle.get() > IDLE_MAX && tidying.compareAndSet(false, true)) {
      try {
        upkeep();
      } finally {
        tidying.set(false);
      }
    }
  }

  /// Whether so much finds a place without evicting anything.
  public boolean hasRoom(long bytes) {
    return space.excess(bytes) <= 0;
  }

  /// Removes a content in a change. Who has it open reads on; its room is given back after that.
  public void remove(long id, Transaction transaction) throws IOException {
    tables.remove(transaction, id, now());
    removals.add(id);
  }

  /// Drops clean data that nobody used since a time. Answers how much of the disk that makes.
  public ExpireReport expire(Instant since) throws IOException {
    return evictor.expire(since.toEpochMilli());
  }

  /// Records what was fetched and when contents were used, and gives room back.
  public void upkeep() throws IOException {
    collect();
    saveLoaded();
    unloadIdle();
  }

  public ContentUsage usage() throws IOException {
    return new ContentUsage(
        space.clean(),
        space.dirty() + space.waste(),
        space.capacity(),
        database.read(snapshot -> snapshot.count(tables.contents())),
        counters.hits().sum(),
        counters.misses().sum(),
        counters.requests().sum(),
        counters.evicted().sum());
  }

  /// As at the end of the process: nothing more is recorded, and no fetch lands any more.
  void abandon() {
    fetching.storing().close();
  }

  /// Records what can be recorded. What was written and not synced before is lost.
  @Override
  public void close() throws IOException {
    fetching.storing().close();
    collect();
    saveLoaded();
    for (Content content : contents.values()) {
      content.closeFile();
    }
    contents.clear();
    files.close();
  }

  // Inside the package.

  Database database() {
    return database;
  }

  ContentFiles files() {
    return files;
  }

  ContentTables tables() {
    return tables;
  }

  Space space() {
    return space;
  }

  Rooms rooms() {
    return rooms;
  }

  Fetching fetching() {
    return fetching;
  }

  Counters counters() {
    return counters;
  }

  long boot() {
    return boot;
  }

  long now() {
    return clock.millis();
  }

  long recordedRevision(long id) throws IOException {
    @Nullable Header header = database.read(snapshot -> tables.header(snapshot, id));
    return header == null ? 0 : header.revision();
  }

  List<Rest> leastRecent(Rest from, int count) throws IOException {
    return database.read(snapshot -> tables.leastRecent(snapshot, from, count));
  }

  /// Drops the clean bytes of one content.
  long evict(long id) throws IOException {
    try (Content content = acquire(id)) {
      content.load();
      long freed = content.evict();
      counters.evicted().add(freed);
      return freed;
    }
  }

  /// Removes the files of contents that are removed and that nobody has open.
  void collect() throws IOException {
    int count = removals.size();
    for (int i = 0; i < count; i++) {
      Long id = removals.poll();
      if (id != null && !collect(id)) {
        removals.add(id);
      }
    }
  }

  private boolean collect(long id) throws IOException {
    Content content = acquire(id);
    boolean alone;
    try {
      Header header = database.read(snapshot -> tables.header(snapshot, id));
      if (header == null || !header.removed()) {
        // The change that removed it was not committed, or this has been done.
        return true;
      }
      alone = drop(content);
      if (alone) {
        content.deleteFile();
        database.write(
            transaction -> {
              tables.delete(transaction, id);
              return null;
            });
      }
    } finally {
      content.close();
    }
    return alone;
  }

  /// Takes a content out of memory where only the caller has it.
  private boolean drop(Content content) throws IOException {
    content.load();
    boolean[] alone = new boolean[1];
    contents.computeIfPresent(
        content.id(),
        (_, known) -> {
          alone[0] = known == content && known.isUsedOnce();
          return alone[0] ? null : known;
        });
    if (alone[0]) {
      content.ledger().clear();
    }
    return alone[0];
  }

  /// Records what is in memory only, all in one change.
  void saveLoaded() throws IOException {
    List<Content> unsaved = new ArrayList<>();
    for (Content content : contents.values()) {
      if (content.isUnsaved()) {
        content.settle();
        unsaved.add(content);
      }
    }
    if (!unsaved.isEmpty()) {
      database.write(
          transaction -> {
            for (Content content : unsaved) {
              content.save(transaction);
            }
            return null;
          });
      for (Content content : unsaved) {
        content.settle();
      }
    }
  }

  private void unloadIdle() throws IOException {
    for (Content content : contents.values()) {
      unloadIfIdle(content.id());
    }
  }

  private void unloadIfIdle(long id) throws IOException {
    Content known = contents.get(id);
    if (known == null || !known.isIdle()) {
      return;
    }
    boolean[] unloaded = new boolean[1];
    contents.computeIfPresent(
        id,
        (_, content) -> {
          unloaded[0] = content.equals(known) && !content.isUsed() && content.isIdle();
          return unloaded[0] ? null : content;
        });
    if (unloaded[0]) {
      idle.decrementAndGet();
      known.closeFile();
    }
  }
}
