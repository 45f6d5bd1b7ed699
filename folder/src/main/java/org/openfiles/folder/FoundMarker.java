package org.openfiles.folder;

import java.io.IOException;
import org.openfiles.core.ObjectInfo;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileStatus;

/// An empty object that marks a directory and is kept with it, open.
record FoundMarker(ObjectInfo info, Document document, Fd directory, FileStatus status)
    implements Found {
  @Override
  public void close() throws IOException {
    directory.close();
  }
}
