package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.openfiles.core.Durability;
import org.openfiles.core.FileHandle;
import org.openfiles.core.Inode;

/// One opening of a file of a bucket.
final class BucketFile implements FileHandle {
  private final OpenFiles files;
  private final OpenFile file;
  private final Acknowledgement acknowledgement;
  private boolean closed;

  BucketFile(OpenFiles files, OpenFile file, Acknowledgement acknowledgement) {
    this.files = files;
    this.file = file;
    this.acknowledgement = acknowledgement;
  }

  @Override
  public Inode inode() {
    return new Inode(file.node);
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    return open().read(position, target);
  }

  @Override
  public void write(long position, ByteBuffer source) throws IOException {
    open().write(position, source);
  }

  @Override
  public long append(ByteBuffer source) throws IOException {
    return open().append(source);
  }

  @Override
  public void sync(Durability level) throws IOException {
    files.commit(open(), false);
    if (level == Durability.STORE) {
      acknowledgement.stored(file.node);
    } else {
      acknowledgement.written(file.node);
    }
  }

  private synchronized OpenFile open() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      files.commit(file, false);
      acknowledgement.written(file.node);
    } finally {
      files.release(file);
    }
  }
}
