package org.openfiles.folder;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.posix.Directory;

/// A directory that may have to be made before something is put there.
interface DirectorySource {
  /// The directory, made if it is not there. That it was made is on the disk.
  Directory make() throws IOException;

  /// The directory, where there is one.
  Optional<Directory> ifPresent() throws IOException;

  /// Does not rely on the open directory any more: somebody removed it.
  default void forget() {}

  /// A directory that is there.
  static DirectorySource of(Directory directory) {
    return new DirectorySource() {
      @Override
      public Directory make() {
        return directory;
      }

      @Override
      public Optional<Directory> ifPresent() {
        return Optional.of(directory);
      }
    };
  }
}
