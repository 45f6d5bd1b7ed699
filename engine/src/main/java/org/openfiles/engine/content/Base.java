package org.openfiles.engine.content;

import java.io.EOFException;
import java.io.IOException;
import org.openfiles.core.ObjectReader;

/// The version of an object that a content's clean bytes are those of.
///
/// It is pinned: whatever happens to the object's key meanwhile, these are the bytes of one
/// version, or there are none and opening fails.
public interface Base {
  /// Of a file that no object stands behind yet.
  Base NONE =
      new Base() {
        @Override
        public long size() {
          return 0;
        }

        @Override
        public ObjectReader open(long position, long length) throws IOException {
          throw new EOFException("there is no object yet position=" + position);
        }
      };

  long size();

  /// Opens a range of the version that lies within its size.
  ObjectReader open(long position, long length) throws IOException;

  /// Where a content finds its base when it is opened and not in memory.
  ///
  /// It is asked after the content was entered in the cache, so that no other can change the base
  /// between the answer and its use.
  @FunctionalInterface
  interface Source {
    Base base() throws IOException;
  }
}
