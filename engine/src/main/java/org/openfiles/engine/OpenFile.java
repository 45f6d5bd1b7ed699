package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.openfiles.engine.content.Content;

/// A file that somebody has open: one version of its bytes, shared by all who opened that.
///
/// Reads go on beside each other. What is written is at once seen by all who have it open, and by
/// the index when it is committed.
final class OpenFile {
  final long node;
  final long contentId;

  private final Content content;
  private final Dirtying dirtying;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  // Changed by who has the lock for writing, each change in a monitor: who is in a change of the
  // index may look at them, and must not wait for a writer who waits for the index.
  private long size;
  private long modified;
  private long written;
  private boolean dirty;
  private boolean uncommitted;

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
    content.write(position, source);
    changed(Math.max(size, position + length));
  }

  void truncate(long length) throws IOException {
    lock.writeLock().lock();
    try {
      if (length != size) {
        begin();
        if (length < size) {
          content.truncate(length);
        }
        changed(length);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void begin() throws IOException {
    if (!dirty) {
      dirtying.begin(this);
      synchronized (this) {
        dirty = true;
      }
    }
  }

  private void changed(long newSize) {
    long now = dirtying.now();
    synchronized (this) {
      size = newSize;
      modified = now;
      written = Math.max(now, written + 1);
      uncommitted = true;
    }
  }

  /// What the file is at this moment, beside what the index says.
  ///
  /// @param written when a byte was last changed, and later for each change
  record State(long size, long modified, long written, boolean dirty, long generation) {}

  /// What it is when no write is under way.
  State state() {
    lock.readLock().lock();
    try {
      return glance();
    } finally {
      lock.readLock().unlock();
    }
  }

  /// What it is, without waiting for a write that is under way: such a write is there in part.
  synchronized State glance() {
    return new State(size, modified, written, dirty, content.generation());
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
      T result = commit.run(glance());
      synchronized (this) {
        uncommitted = false;
      }
      return Optional.of(result);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// @param <T> what comes of it
  interface Commit<T> {
    T run(State state) throws IOException;
  }

  /// The store has it as it was in a generation. Answers whether it has not been written since.
  boolean exported(long generation) {
    lock.writeLock().lock();
    try {
      if (content.generation() == generation) {
        synchronized (this) {
          dirty = false;
        }
        return true;
      }
      return false;
    } finally {
      lock.writeLock().unlock();
    }
  }

  synchronized void modified(long time) {
    modified = time;
  }
}
