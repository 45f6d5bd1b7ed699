package org.openfiles.lmdb;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Zeros behind the last page in use: room on the disk that is ours already.
///
/// LMDB never changes a page in place, so even deleting takes new pages first. On a disk that is
/// full, those come from here, and puts are refused before they use the tail up. Only ever appends,
/// where LMDB has nothing yet.
final class Tail implements AutoCloseable {
  static final int BYTES = 1 << 20;

  private static final byte[] ZEROS = new byte[BYTES];

  private final RandomAccessFile file;

  /// Why the tail could not grow when it last had to.
  private @Nullable IOException refusal;

  Tail(Path directory) throws IOException {
    file = new RandomAccessFile(directory.resolve("data.mdb").toFile(), "rw");
  }

  /// How much may be put behind so many bytes in use: anything, unless the disk is full.
  ///
  /// Appends what is missing; after a refusal always, which is how to know that there is room
  /// again.
  long room(long used) throws IOException {
    long length = file.length();
    if (refusal != null || length - used < BYTES) {
      append(length);
    }
    return refusal == null ? Long.MAX_VALUE : file.length() - used - BYTES;
  }

  /// Whether the disk has no more.
  boolean isAtItsEnd() throws IOException {
    append(file.length());
    return refusal != null;
  }

  long fileBytes() throws IOException {
    return file.length();
  }

  @Nullable IOException refusal() {
    return refusal;
  }

  private void append(long length) throws IOException {
    file.seek(length);
    try {
      file.write(ZEROS);
      refusal = null;
    } catch (IOException e) {
      refusal = e;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
