package org.openfiles.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.openfiles.core.CorruptDataException;
import org.openfiles.core.FileSlice;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Slice;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileStatus;

/// Reads a file that is pinned by its descriptor: what is published at the key meanwhile is another
/// file. Only another program that changes this very file can be noticed, and not always.
final class FolderReader implements ObjectReader {
  private final FoundFile found;
  private final ObjectInfo info;
  private final Slice slice;
  private long done;

  FolderReader(FoundFile found, ObjectInfo info, Slice slice) {
    this.found = found;
    this.info = info;
    this.slice = slice;
  }

  @Override
  public ObjectInfo info() {
    return info;
  }

  @Override
  public Slice slice() {
    return slice;
  }

  Fd descriptor() {
    return found.file();
  }

  FileStatus status() {
    return found.status();
  }

  Document document() {
    return found.document();
  }

  /// Throws when somebody changed the file since it was opened.
  void requireUnchanged() throws IOException {
    if (!Identity.of(found.status()).holdsFor(found.file().status())) {
      throw changed();
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    long left = slice.length() - done;
    if (left == 0) {
      return -1;
    }
    int limit = target.limit();
    if (target.remaining() > left) {
      target.limit(target.position() + (int) left);
    }
    try {
      int read = found.file().read(target, slice.position() + done);
      if (read < 0) {
        throw changed();
      }
      done += read;
      return read;
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public Optional<FileSlice> file() throws IOException {
    FileChannel channel = found.file().channel(StandardOpenOption.READ);
    return Optional.of(new FileSlice(channel, slice));
  }

  @Override
  public void close() throws IOException {
    found.close();
  }

  private CorruptDataException changed() {
    return new CorruptDataException(
        info.key().value(), "another program changed the file while it was read");
  }
}
