package org.openfiles.folder;

import java.io.IOException;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileStatus;

/// An object that is a file, open.
record FoundFile(
    Key key, Place place, Fd file, FileStatus status, Document document, ObjectInfo info)
    implements Found {
  @Override
  public void close() throws IOException {
    file.close();
  }
}
