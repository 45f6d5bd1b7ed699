package org.openfiles.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A part of a file as blocks, for where `sendfile` does not work or does not pay. It leaves
/// closing the file to the response body.
final class FileBlocks implements ResponseBody.BlockReader {
  private final FileChannel file;
  private long position;

  FileBlocks(FileChannel file, long position) {
    this.file = file;
    this.position = position;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count = file.read(target, position);
    position += Math.max(0, count);
    return count;
  }

  @Override
  public void close() {}
}
