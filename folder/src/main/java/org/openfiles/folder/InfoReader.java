package org.openfiles.folder;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.posix.Directory;

/// What a listing asks about the files that it found.
interface InfoReader {
  /// The object that a file is; empty where there is none: it vanished, is no regular file, or is a
  /// link that leads to none inside of the bucket.
  ///
  /// @param base the directory from which `path` is resolved: the one with the file in it, or the
  ///   root for what may be a symbolic link
  Optional<ObjectInfo> file(Key key, Directory base, byte[] path) throws IOException;

  /// The empty object that marks a directory and is kept with the directory itself; empty where
  /// there is none.
  ///
  /// @param path from the root to the directory
  Optional<ObjectInfo> marker(Key key, byte[] path) throws IOException;
}
