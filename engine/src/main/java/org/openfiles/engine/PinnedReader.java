package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.openfiles.core.ConflictException;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Slice;

/// Reads a file as the object that it was when it was opened. An object that is put in its place is
/// another content; a file door that writes into this one ends the reading with a fault, so that
/// nobody gets bytes of two states.
final class PinnedReader implements ObjectReader {
  private static final int AHEAD = 64 << 10;

  private final OpenFiles files;
  private final OpenFile file;
  private final ObjectInfo info;
  private final Slice slice;
  private final long generation;
  private final ByteBuffer ahead;
  private long done;
  private boolean closed;

  private PinnedReader(
      OpenFiles files, OpenFile file, ObjectInfo info, Slice slice, long generation, int ahead) {
    this.files = files;
    this.file = file;
    this.info = info;
    this.slice = slice;
    this.generation = generation;
    this.ahead = ByteBuffer.allocate(ahead).limit(0);
  }

  /// Opens it, and reads its first bytes where they are not here: the store may not have that
  /// version any more.
  ///
  /// @param file released with the reader
  static PinnedReader open(
      OpenFiles files, OpenFile file, ObjectInfo info, Slice slice, long generation)
      throws IOException {
    boolean here = file.content().isFullyPresent(info.size());
    int ahead = here ? 0 : (int) Math.min(AHEAD, slice.length());
    PinnedReader reader = new PinnedReader(files, file, info, slice, generation, ahead);
    if (ahead > 0) {
      reader.ahead.limit(ahead);
      while (reader.ahead.hasRemaining()) {
        reader.fill(slice.position() + reader.ahead.position(), reader.ahead);
      }
      reader.ahead.flip();
    }
    return reader;
  }

  private int fill(long position, ByteBuffer target) throws IOException {
    int read = file.read(position, target);
    if (read <= 0 || file.content().generation() != generation) {
      throw new ConflictException(
          info.key().value(), "it was written to as a file while it was read");
    }
    return read;
  }

  @Override
  public ObjectInfo info() {
    return info;
  }

  @Override
  public Slice slice() {
    return slice;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    long left = slice.length() - done;
    if (left == 0) {
      return -1;
    }
    if (!target.hasRemaining()) {
      return 0;
    }
    ByteBuffer bounded = target.slice();
    int room = (int) Math.min(left, bounded.remaining());
    int read;
    if (ahead.hasRemaining()) {
      read = Math.min(room, ahead.remaining());
      bounded.put(ahead.slice().limit(read));
      ahead.position(ahead.position() + read);
    } else {
      read = fill(slice.position() + done, bounded.limit(room));
    }
    target.position(target.position() + read);
    done += read;
    return read;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      files.release(file);
    }
  }
}
