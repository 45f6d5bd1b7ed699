package org.openfiles.folder;

import java.nio.ByteBuffer;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Slice;

/// Reads a marker that is kept with its directory: nothing.
record MarkerReader(ObjectInfo info, Slice slice) implements ObjectReader {
  @Override
  public int read(ByteBuffer target) {
    return -1;
  }

  @Override
  public void close() {}
}
