package org.openfiles.door.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.openfiles.core.FileHandle;
import org.openfiles.core.Slice;
import org.openfiles.http.ResponseBody;

/// A part of an open file as a body, which closes the file.
final class HandleBody implements ResponseBody.BlockReader {
  private final FileHandle handle;
  private final long end;
  private long position;

  private HandleBody(FileHandle handle, Slice slice) {
    this.handle = handle;
    this.position = slice.position();
    this.end = slice.position() + slice.length();
  }

  static ResponseBody of(FileHandle handle, Slice slice) {
    return new ResponseBody.Source(slice.length(), new HandleBody(handle, slice));
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int limit = target.limit();
    target.limit((int) Math.min(limit, target.position() + (end - position)));
    try {
      int count = handle.read(position, target);
      position += Math.max(count, 0);
      return count;
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public void close() throws IOException {
    handle.close();
  }
}
