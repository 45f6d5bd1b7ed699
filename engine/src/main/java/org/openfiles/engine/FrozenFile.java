package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ConflictException;
import org.openfiles.core.Slice;
import org.openfiles.engine.content.Content;
import org.openfiles.engine.content.DirtyBytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A file as it was at one moment, for its export, while others write to it: before bytes are
/// overwritten that are still to be read here, they are saved aside. Writes to what was read
/// already, or is not wanted, cost nothing.
///
/// Where that is impossible, the write goes first, and reading on is a [ConflictException].
final class FrozenFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FrozenFile.class);
  private static final int BLOCK = 256 << 10;

  /// What one write may have to save; what is cut off can be as long as the file.
  private static final long SAVED_MAX = 256L << 20;

  private final OpenFile file;
  private final Aside aside;
  private final DirtyBytes dirty;
  private final long size;
  private final long since;

  // Guarded by the file's lock.

  /// Where saved ranges begin and end.
  private final TreeMap<Long, Long> saved = new TreeMap<>();

  private List<Slice> wanted;
  private long read;
  private @Nullable Content copies;
  private @Nullable IOException broken;

  /// Where bytes are saved, until they are dropped.
  interface Aside {
    Content open() throws IOException;

    void drop(Content copies) throws IOException;
  }

  FrozenFile(OpenFile file, Aside aside, DirtyBytes dirty, long size, long since) {
    this.file = file;
    this.aside = aside;
    this.dirty = dirty;
    this.size = size;
    this.since = since;
    this.wanted = List.of(new Slice(0, size));
  }

  DirtyBytes dirty() {
    return dirty;
  }

  long size() {
    return size;
  }

  /// The moment, in nanoseconds since 1970.
  long since() {
    return since;
  }

  /// Only these are going to be read, in ascending order.
  void want(List<Slice> slices) {
    file.alone(() -> wanted = List.copyOf(slices));
  }

  /// Fills the target as far as the file goes. Positions only ascend.
  void read(long position, ByteBuffer target) throws IOException {
    file.whileUnwritten(
        () -> {
          if (broken != null) {
            ConflictException changed =
                new ConflictException(
                    "inode " + file.node, "it was written to while it was exported");
            changed.initCause(broken);
            throw changed;
          }
          long at = position;
          while (target.hasRemaining() && at < size) {
            at += piece(at, target);
          }
          read = at;
        });
  }

  private int piece(long at, ByteBuffer target) throws IOException {
    Map.Entry<Long, Long> before = saved.floorEntry(at);
    boolean isSaved = before != null && at < before.getValue();
    Long next = saved.higherKey(at);
    long end = isSaved ? before.getValue() : next == null ? size : Math.min(next, size);
    int length = (int) Math.min(target.remaining(), end - at);
    int limit = target.limit();
    target.limit(target.position() + length);
    try {
      Content source = isSaved && copies != null ? copies : file.content();
      while (target.hasRemaining()) {
        source.read(at + length - target.remaining(), target, size);
      }
    } finally {
      target.limit(limit);
    }
    return length;
  }

  /// Bytes are about to be overwritten or cut off; the caller has the file to itself.
  void save(long start, long end) {
    if (broken != null) {
      return;
    }
    try {
      long left = SAVED_MAX;
      for (Slice slice : wanted) {
        long from = Math.max(Math.max(start, read), slice.position());
        long to = Math.min(Math.min(end, size), slice.position() + slice.length());
        while (from < to) {
          long length = unsaved(from, to);
          if (length > 0) {
            left -= length;
            if (left < 0) {
              throw new IOException("too much is overwritten at once");
            }
            copy(from, length);
            from += length;
          } else {
            from = saved.floorEntry(from).getValue();
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      // The write is somebody's; the export can be begun anew.
      broken = e instanceof IOException fault ? fault : new IOException(e);
      LOG.debug("an export is given up inode={}", file.node, e);
    }
  }

  /// How much from here on is not saved; 0 where it is.
  private long unsaved(long from, long to) {
    Map.Entry<Long, Long> before = saved.floorEntry(from);
    if (before != null && from < before.getValue()) {
      return 0;
    }
    Long next = saved.higherKey(from);
    return (next == null ? to : Math.min(next, to)) - from;
  }

  private void copy(long from, long length) throws IOException {
    Content target = copies;
    if (target == null) {
      target = aside.open();
      copies = target;
    }
    ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, length));
    long at = from;
    while (at < from + length) {
      block.clear().limit((int) Math.min(block.capacity(), from + length - at));
      while (block.hasRemaining()) {
        file.content().read(at + block.position(), block, size);
      }
      block.flip();
      int count = block.remaining();
      target.write(at, block);
      at += count;
    }
    saved.put(from, from + length);
  }

  @Override
  public void close() throws IOException {
    file.thaw();
    if (copies != null) {
      aside.drop(copies);
    }
  }
}
