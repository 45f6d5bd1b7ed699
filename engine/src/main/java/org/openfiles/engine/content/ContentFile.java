package org.openfiles.engine.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.NoSpaceException;
import org.openfiles.posix.Directory;
import org.openfiles.posix.Errno;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileName;
import org.openfiles.posix.OpenFlag;
import org.openfiles.posix.PosixException;

/// The sparse file of one content, opened when it is needed and made by the first write.
final class ContentFile {
  private final Directory root;
  private final byte[] folder;
  private final byte[] name;
  private final byte[] place;
  private final Path path;
  private volatile @Nullable Fd open;

  /// Whether the file's name may not have reached the disk.
  private boolean fresh;

  ContentFile(Directory root, String folder, String name, Path path) {
    this.root = root;
    this.folder = FileName.bytes(folder);
    this.name = FileName.bytes(name);
    this.place = FileName.bytes(folder + '/' + name);
    this.path = path;
  }

  boolean exists() throws IOException {
    return root.statusIfPresent(place).isPresent();
  }

  /// Fills the buffer. What lies behind the end of the file is zeros, as in a hole.
  void read(long position, ByteBuffer target) throws IOException {
    Fd fd = existing();
    long at = position;
    while (target.hasRemaining()) {
      int count = fd.read(target, at);
      if (count < 0) {
        Zeros.fill(target);
        return;
      }
      at += count;
    }
  }

  void write(long position, ByteBuffer source) throws IOException {
    Fd fd = orNew();
    long at = position;
    try {
      while (source.hasRemaining()) {
        at += fd.write(source, at);
      }
    } catch (PosixException e) {
      if (e.errno() == Errno.ENOSPC || e.errno() == Errno.EDQUOT) {
        NoSpaceException full = new NoSpaceException(path.toString(), "the disk is full");
        full.initCause(e);
        throw full;
      }
      throw e;
    }
  }

  void sync() throws IOException {
    boolean named;
    synchronized (this) {
      named = fresh;
    }
    existing().syncData();
    if (named) {
      try (Directory parent = root.openDirectory(folder)) {
        parent.sync();
      }
      synchronized (this) {
        fresh = false;
      }
    }
  }

  /// Gives whole blocks of the range back where the file system can.
  void punch(long position, long length) throws IOException {
    long start = Math.ceilDiv(position, Extent.UNIT) * Extent.UNIT;
    long end = (position + length) / Extent.UNIT * Extent.UNIT;
    if (start < end) {
      existing().punch(start, end - start);
    }
  }

  void truncate(long size) throws IOException {
    existing().truncate(size);
  }

  /// A descriptor of its own for reading.
  FileChannel channel() throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ);
  }

  /// Removes the file. Who reads it through a channel of its own goes on.
  void delete() throws IOException {
    close();
    try (Directory parent = root.openDirectory(folder)) {
      parent.unlink(name);
    } catch (NoSuchFileException e) {
      // It was never made, or is gone already.
    }
  }

  synchronized void close() throws IOException {
    Fd fd = open;
    open = null;
    if (fd != null) {
      fd.close();
    }
  }

  private Fd existing() throws IOException {
    Fd fd = open;
    return fd != null ? fd : openOr(false);
  }

  private Fd orNew() throws IOException {
    Fd fd = open;
    return fd != null ? fd : openOr(true);
  }

  private synchronized Fd openOr(boolean make) throws IOException {
    Fd fd = open;
    if (fd == null) {
      Optional<Fd> found =
          root.openFileIfPresent(place, OpenFlag.READ, OpenFlag.WRITE, OpenFlag.NOFOLLOW);
      if (found.isPresent()) {
        fd = found.get();
      } else if (make) {
        try (Directory parent = root.openDirectory(folder)) {
          fd = parent.createFile(name, 0600);
        }
        fresh = true;
      } else {
        throw new NoSuchFileException(path.toString());
      }
      open = fd;
    }
    return fd;
  }
}
