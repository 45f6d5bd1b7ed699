package org.openfiles.folder;

import java.io.IOException;
import org.openfiles.core.ObjectInfo;

/// An object that was looked up, pinned: whatever happens to its key, this stays what it is.
sealed interface Found extends AutoCloseable permits FoundFile, FoundMarker {
  ObjectInfo info();

  Document document();

  @Override
  void close() throws IOException;
}
