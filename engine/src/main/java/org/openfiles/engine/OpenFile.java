package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.NoSpaceException;
import org.openfiles.core.Slice;
import org.openfiles.engine.content.Content;

/// A file that somebody has open: one version of its bytes, shared by all who opened that.
///
/// Reads go on beside each other. What is written is at once seen by all who have it open, and by
/// the index when it is committed.
final class OpenFile {
  private static final int OWNED_BYTES = 1 << 20;

  final long node;
  final long contentId;

  private final Content content;
  private final Dirtying dirtying;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  private long size;
  private long modified;
  private long written;
  private boolean dirty;
  private boolean uncommitted;

  /// For those who look at it and must not wait, as inside a change of the index.
  private volatile Look look;

  private @Nullable FrozenFile frozen;

  /// Tells the index that a file is about to differ from its object, durably.
  interface Dirtying {
    void begin(OpenFile file) throws IOException;

    long now();
  }

  OpenFile(Node node, Content content, Dirtying dirtying) {
    this.node = node.number;
    this.contentId = node.content;
    this.content = content;
    this.dirtying = dirtying;
    this.size = node.size;
    this.modified = node.modified;
    this.written = node.written;
    this.look = new Look(size, modified, written);
  }

  /// What the file looks like.
  ///
  /// @param written when a byte was last changed, and later for each change
  record Look(long size, long modified, long written) {}

  Look look() {
    return look;
  }

  Content content() {
    return content;
  }

  int read(long position, ByteBuffer target) throws IOException {
    lock.readLock().lock();
    try {
      if (position >= size) {
        return -1;
      }
      return content.read(position, target, size);
    } finally {
      lock.readLock().unlock();
    }
  }

  void write(long position, ByteBuffer source) throws IOException {
    lock.writeLock().lock();
    try {
      writeLocked(position, source);
    } finally {
      lock.writeLock().unlock();
    }
  }

  long append(ByteBuffer source) throws IOException {
    lock.writeLock().lock();
    try {
      long position = size;
      writeLocked(position, source);
      return position;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void writeLocked(long position, ByteBuffer source) throws IOException {
    if (!source.hasRemaining()) {
      return;
    }
    begin();
    int length = source.remaining();
    save(position, position + length);
    content.write(position, source);
    size = Math.max(size, position + length);
    changed();
  }

  void truncate(long length) throws IOException {
    lock.writeLock().lock();
    try {
      if (length != size) {
        begin();
        if (length < size) {
          save(length, size);
          content.truncate(length);
        }
        size = length;
        changed();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void save(long start, long end) {
    if (frozen != null) {
      frozen.save(start, end);
    }
  }

  boolean isFullyPresent() {
    return content.isFullyPresent(look.size());
  }

  /// Makes all of its bytes ones that were written here: they need no object, and stay. Answers
  /// false where some could not be read.
  boolean own() throws IOException {
    lock.writeLock().lock();
    try {
      ByteBuffer block = ByteBuffer.allocate(OWNED_BYTES);
      long at = 0;
      for (Slice dirty : content.dirty().ranges()) {
        own(at, Math.min(dirty.position(), size), block);
        at = dirty.position() + dirty.length();
      }
      own(at, size, block);
      return true;
    } catch (NoSpaceException e) {
      throw e;
    } catch (IOException _) {
      return false;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void own(long start, long end, ByteBuffer block) throws IOException {
    for (long at = start; at < end; ) {
      block.clear().limit((int) Math.min(block.capacity(), end - at));
      while (block.hasRemaining()) {
        content.read(at + block.position(), block, size);
      }
      int length = block.flip().remaining();
      content.write(at, block);
      uncommitted = true;
      at += length;
    }
  }

  /// The file as it is now, for one export at a time: one that was begun before is over, or about
  /// to end.
  FrozenFile freeze(FrozenFile.Aside aside) {
    lock.writeLock().lock();
    try {
      frozen = new FrozenFile(this, aside, content.dirty(), size, dirtying.now());
      return frozen;
    } finally {
      lock.writeLock().unlock();
    }
  }

  void thaw(FrozenFile which) {
    alone(() -> frozen = which.equals(frozen) ? null : frozen);
  }

  /// Does something while nobody reads or writes.
  void alone(Runnable step) {
    lock.writeLock().lock();
    try {
      step.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// Does something while nobody writes.
  void whileUnwritten(Step step) throws IOException {
    lock.readLock().lock();
    try {
      step.run();
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Something that may fail.
  interface Step {
    void run() throws IOException;
  }

  private void begin() throws IOException {
    if (!dirty) {
      dirtying.begin(this);
      dirty = true;
    }
  }

  private void changed() {
    modified = dirtying.now();
    written = Math.max(modified, written + 1);
    uncommitted = true;
    look = new Look(size, modified, written);
  }

  /// What the file is at this moment, beside what the index says.
  ///
  /// @param written when a byte was last changed, and later for each change
  record State(long size, long modified, long written, boolean dirty, long generation) {}

  State state() {
    lock.readLock().lock();
    try {
      return new State(size, modified, written, dirty, content.generation());
    } finally {
      lock.readLock().unlock();
    }
  }

  boolean isUncommitted() {
    lock.readLock().lock();
    try {
      return uncommitted;
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Does something while nobody writes: the index and the bytes agree in it.
  <T> Optional<T> commit(boolean force, Commit<T> commit) throws IOException {
    lock.writeLock().lock();
    try {
      if (!uncommitted && !force) {
        return Optional.empty();
      }
      T result = commit.run(new State(size, modified, written, dirty, content.generation()));
      uncommitted = false;
      return Optional.of(result);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// @param <T> what comes of it
  interface Commit<T> {
    T run(State state) throws IOException;
  }

  /// Records that the store has it as it was in a generation, while nobody writes. Answers what the
  /// record does.
  boolean exported(long generation, long exportedSize, Export export) throws IOException {
    lock.writeLock().lock();
    try {
      boolean whole = content.generation() == generation && size == exportedSize;
      boolean answer = export.record(whole);
      dirty &= !whole;
      return answer;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// Records an export.
  interface Export {
    /// Runs with what was found out.
    ///
    /// @param whole whether the store has all that was written
    boolean record(boolean whole) throws IOException;
  }

  void modified(long time) {
    lock.writeLock().lock();
    try {
      modified = time;
      look = new Look(size, modified, written);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
