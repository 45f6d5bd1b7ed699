package org.openfiles.core;

import java.io.IOException;
import java.nio.ByteBuffer;

/// An open file. Positions are arguments, not state, so any number of threads may share it; it
/// stays good when the file is renamed or removed.
public interface FileHandle extends AutoCloseable {
  Inode inode();

  /// Bytes from a position into `target`, as many as it has room for unless the file ends before;
  /// -1 at the end.
  int read(long position, ByteBuffer target) throws IOException;

  /// Writes all of `source` at a position; a gap before it is zeros.
  void write(long position, ByteBuffer source) throws IOException;

  /// Writes all of `source` at the end, wherever that is by then. Returns where that was.
  long append(ByteBuffer source) throws IOException;

  /// Returns when what was written is as safe as asked for.
  void sync(Durability level) throws IOException;

  /// Lets go of it. What was written is not synced by that.
  @Override
  void close() throws IOException;
}
