package org.openfiles.engine.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.openfiles.core.FileSlice;
import org.openfiles.core.Slice;
import org.openfiles.lmdb.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bytes of one file: those that lie here, those of the object behind it, and zeros.
///
/// At a position before the size, which the caller keeps, there is what was written last; else,
/// before the limit, the base's byte; else zero. Any number of threads may use it.
///
/// What is written is in the cache and not yet safe: [#sync()] brings the bytes to the disk, and
/// then [#commit(Transaction)] records them together with whatever else the caller changes. A crash
/// leaves at least what was committed, and possibly later bytes over it; never bytes that the map
/// takes for the base's and that are not.
public final class Content implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Content.class);

  private final long id;
  private final ContentCache cache;
  private final Ledger ledger;
  private final ContentFile file;
  private final Fetches fetches;

  /// Shared by those who read the file, exclusive for those who change it.
  private final ReentrantReadWriteLock fileLock = new ReentrantReadWriteLock();

  private final ReentrantLock syncLock = new ReentrantLock();
  private final ReentrantLock loadLock = new ReentrantLock();
  private volatile boolean loaded;
  private volatile boolean failed;
  private volatile boolean handedOut;
  private volatile long touched;
  private volatile long savedTouch;

  /// How many have it open; changed only by the cache, for one content one after the other.
  private final AtomicInteger users = new AtomicInteger();

  Content(long id, ContentCache cache) {
    this.id = id;
    this.cache = cache;
    this.file = cache.files().file(id);
    this.ledger = new Ledger(id, cache.tables(), cache.space(), cache.boot());
    this.fetches = new Fetches(this, cache.fetching());
  }

  public long id() {
    return id;
  }

  /// Bytes from a position into `target`, as many as it has room for unless the file of this size
  /// ends before; -1 at the end.
  public int read(long position, ByteBuffer target, long size) throws IOException {
    if (position >= size) {
      return -1;
    }
    int limit = target.limit();
    int wanted = (int) Math.min(target.remaining(), size - position);
    target.limit(target.position() + wanted);
    touched = cache.now();
    boolean hit = true;
    try {
      if (!ledger.isComplete()) {
        fetches.plan(position, wanted);
      }
      long at = position;
      while (target.hasRemaining()) {
        int before = target.position();
        hit &= readPiece(at, target);
        at += target.position() - before;
      }
    } finally {
      target.limit(limit);
    }
    cache.counters().read(hit);
    return wanted;
  }

  private boolean readPiece(long position, ByteBuffer target) throws IOException {
    Piece piece;
    fileLock.readLock().lock();
    try {
      piece = ledger.piece(position, target.remaining());
      if (piece.kind() == Piece.Kind.FILE) {
        int limit = target.limit();
        target.limit(target.position() + (int) piece.length());
        file.read(position, target);
        target.limit(limit);
        return true;
      }
    } finally {
      fileLock.readLock().unlock();
    }
    int limit = target.limit();
    target.limit(target.position() + (int) piece.length());
    try {
      if (piece.kind() == Piece.Kind.ZERO) {
        Zeros.fill(target);
        return true;
      }
      return fetches.read(position, target);
    } finally {
      target.limit(limit);
    }
  }

  /// Writes all of `source` at a position. Waits for room where everything is dirty, and then is a
  /// [org.openfiles.core.NoSpaceException], as when the disk is full; nothing is recorded then.
  public void write(long position, ByteBuffer source) throws IOException {
    if (!source.hasRemaining()) {
      return;
    }
    touched = cache.now();
    long end = position + source.remaining();
    try (Room _ = cache.rooms().forWrite(() -> ledger.need(position, end))) {
      changeFile(
          position,
          end,
          () -> {
            List<Extent> clean = ledger.begin(position, end);
            boolean written = false;
            try {
              file.write(position, source);
              written = true;
            } finally {
              if (!written) {
                ledger.failed(clean, position, end);
              }
            }
            ledger.wrote(position, end);
          });
    }
  }

  /// Makes a range zeros, whatever was there.
  public void punch(long position, long length) {
    ledger.zeroed(position, Math.addExact(position, length));
  }

  /// Cuts off what lies behind a size, so that it reads as zeros should the file grow again.
  public void truncate(long size) {
    ledger.truncate(size);
    fetches.forget();
  }

  private interface FileChange {
    void run() throws IOException;
  }

  /// Changes bytes of the file, none of which is recorded as clean by then.
  private void changeFile(long start, long end, FileChange change) throws IOException {
    long from = start / Ledger.GRANULE * Ledger.GRANULE;
    Slice range = new Slice(from, Math.ceilDiv(end, Ledger.GRANULE) * Ledger.GRANULE - from);
    boolean held = false;
    boolean done = false;
    try {
      while (!done) {
        if (ledger.isRecorded(start, end)) {
          if (!held) {
            ledger.hold(range);
            held = true;
          }
          forget(range);
        }
        fileLock.writeLock().lock();
        try {
          if (!ledger.isRecorded(start, end)) {
            change.run();
            done = true;
          }
        } finally {
          fileLock.writeLock().unlock();
        }
      }
    } finally {
      if (held) {
        ledger.release(range);
      }
    }
  }

  private void forget(Slice range) throws IOException {
    cache
        .database()
        .write(
            transaction -> {
              ledger.forget(transaction, range);
              return null;
            });
    ledger.forgotten(range);
  }

  /// Puts bytes of the base in the cache as far as they are missing and there is room to spare;
  /// false where they found no place.
  public boolean fill(long position, ByteBuffer bytes) throws IOException {
    return store(position, bytes, ledger.origin().epoch(), Keep.BY_EVICTION);
  }

  boolean store(long position, ByteBuffer bytes, long epoch, Keep keep) throws IOException {
    long end = position + bytes.remaining();
    long cost = Extent.cost(position, end);
    Optional<Room> room =
        keep == Keep.BY_EVICTION ? cache.rooms().byEviction(cost) : cache.rooms().spare(cost);
    if (room.isEmpty()) {
      return false;
    }
    try (Room _ = room.get()) {
      fileLock.writeLock().lock();
      try {
        if (!ledger.isOf(epoch)) {
          return false;
        }
        for (Slice s : ledger.missing(position, end)) {
          int offset = bytes.position() + (int) (s.position() - position);
          file.write(s.position(), bytes.slice(offset, (int) s.length()));
          ledger.filled(s, epoch);
        }
      } finally {
        fileLock.writeLock().unlock();
      }
    }
    return true;
  }

  /// Brings what was written to the disk. Recording it is another step: [#commit(Transaction)].
  public void sync() throws IOException {
    settle();
    syncLock.lock();
    try {
      if (failed) {
        throw new IOException("an earlier sync failed, and what it lost is unknown content=" + id);
      }
      Ledger.Unsynced unsynced = ledger.syncing();
      if (unsynced == null) {
        return;
      }
      boolean done = false;
      try {
        file.sync();
        done = true;
      } finally {
        failed = !done;
        ledger.finished(unsynced, done);
      }
    } finally {
      syncLock.unlock();
    }
  }

  /// Records in a change what is present as of the last [#sync()], truncations and punched ranges
  /// included. Bytes written after that sync are recorded with the next.
  public void commit(Transaction transaction) throws IOException {
    ledger.record(transaction, touched);
  }

  /// What has to be exported now. Also marks the point from which [#markClean] tells what was
  /// written later.
  public DirtyBytes dirty() {
    return ledger.dirty();
  }

  /// Counts changes of the bytes.
  public long generation() {
    return ledger.generation();
  }

  /// Up to where missing bytes are the base's.
  public long baseLimit() {
    return ledger.origin().limit();
  }

  /// After an export of the generation that [#dirty()] told, to an object of that size: whatever
  /// was not written since is the new base's now. Records that, too, in the change.
  public void markClean(long generation, long size, Base base, Transaction transaction)
      throws IOException {
    ledger.exported(generation, size, base);
    fetches.forget();
    ledger.record(transaction, touched);
  }

  /// What is missing is to be read elsewhere from now on: the same bytes of the same base.
  public void rebase(Base base) {
    ledger.moved(base);
    fetches.forget();
  }

  /// Fetches all that is missing, where there is room. Answers whether everything is here now.
  public boolean prefetch() throws IOException {
    return fetches.all();
  }

  public boolean isFullyPresent(long size) {
    return ledger.isPresent(0, size);
  }

  /// The first position from here on that is no hole; empty where there is none before the size.
  public OptionalLong seekData(long position, long size) {
    return ledger.seekData(position, size);
  }

  /// The first position from here on that is a hole; the size is one.
  public long seekHole(long position, long size) {
    return ledger.seekHole(position, size);
  }

  /// The range as part of an open file, where all of it is here. Later writes show in it. The
  /// caller closes the channel.
  public Optional<FileSlice> file(long position, long length) throws IOException {
    fileLock.readLock().lock();
    try {
      if (length == 0 || !ledger.isInFile(position, position + length)) {
        return Optional.empty();
      }
      handedOut = true;
      touched = cache.now();
      return Optional.of(new FileSlice(file.channel(), new Slice(position, length)));
    } finally {
      fileLock.readLock().unlock();
    }
  }

  /// Lets go of it. What was written and not committed stays in memory, as long as the cache does.
  @Override
  public void close() throws IOException {
    cache.release(this);
  }

  // Inside the package.

  Ledger ledger() {
    return ledger;
  }

  void enter() {
    users.incrementAndGet();
  }

  /// A fetch has ended that kept it in memory.
  void leaveQuietly() {
    try {
      cache.release(this);
    } catch (IOException e) {
      LOG.warn("could not close the file of a content id={}", id, e);
    }
  }

  void leave() {
    users.decrementAndGet();
  }

  boolean isUsed() {
    return users.get() > 0;
  }

  boolean isUsedOnce() {
    return users.get() == 1;
  }

  /// Whether the record lacks something that can be recorded at any time.
  boolean isUnsaved() {
    return loaded && ((savedTouch != touched && ledger.isKnown()) || ledger.hasUnrecordedClean());
  }

  /// Records only what is nobody's business but the cache's: clean bytes, and the last use.
  void save(Transaction transaction) throws IOException {
    long now = touched;
    ledger.recordClean(transaction, now);
    savedTouch = now;
  }

  /// Whether nothing is lost when it leaves memory.
  boolean isIdle() {
    return loaded && !isUnsaved() && !ledger.isChanged();
  }

  void load(Base.Source source) throws IOException {
    load();
    if (!ledger.hasBase()) {
      loadLock.lock();
      try {
        if (!ledger.hasBase()) {
          ledger.base(source.base());
        }
      } finally {
        loadLock.unlock();
      }
    }
  }

  void load() throws IOException {
    if (loaded) {
      return;
    }
    loadLock.lock();
    try {
      if (!loaded) {
        boolean present = file.exists();
        touched =
            cache.database().read(snapshot -> ledger.load(snapshot, present)).orElse(cache.now());
        savedTouch = touched;
        loaded = true;
      }
    } finally {
      loadLock.unlock();
    }
  }

  /// Learns what became of earlier changes, and gives back what nobody needs any more.
  void settle() throws IOException {
    if (!ledger.isLanding() && !ledger.hasWaste()) {
      return;
    }
    ledger.settle(cache.recordedRevision(id));
    List<Slice> unwanted = ledger.unwanted();
    if (unwanted.isEmpty()) {
      return;
    }
    fileLock.writeLock().lock();
    try {
      for (Slice s : ledger.unwanted()) {
        file.punch(s.position(), s.length());
        ledger.returned(s);
      }
    } finally {
      fileLock.writeLock().unlock();
    }
  }

  /// Drops what is clean. Answers how much room that makes.
  long evict() throws IOException {
    settle();
    if (ledger.isLanding() || (handedOut && ledger.hasDirty())) {
      return 0;
    }
    Slice all = Ledger.ALL;
    ledger.hold(all);
    try {
      forget(all);
      fileLock.writeLock().lock();
      try {
        return dropClean();
      } finally {
        fileLock.writeLock().unlock();
      }
    } finally {
      ledger.release(all);
    }
  }

  private long dropClean() throws IOException {
    List<Extent> clean = ledger.clean();
    long freed = 0;
    for (Extent e : clean) {
      ledger.dropped(e);
      freed += e.cost();
    }
    if (ledger.isFileIdle()) {
      handedOut = false;
      file.delete();
    } else {
      for (Extent e : clean) {
        file.punch(e.start(), e.length());
      }
    }
    return freed;
  }

  void forgetFetches() {
    fetches.forget();
  }

  void closeFile() throws IOException {
    fileLock.writeLock().lock();
    try {
      file.close();
    } finally {
      fileLock.writeLock().unlock();
    }
  }

  void deleteFile() throws IOException {
    fileLock.writeLock().lock();
    try {
      file.delete();
    } finally {
      fileLock.writeLock().unlock();
    }
  }
}
