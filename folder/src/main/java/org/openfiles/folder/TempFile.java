package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.openfiles.posix.Directory;
import org.openfiles.posix.Fd;
import org.openfiles.posix.RenameMode;

/// A file that is being written and has no key yet. Closing removes it, unless it was published.
final class TempFile implements AutoCloseable {
  /// As `open(2)` is usually called: the umask decides who may read.
  static final int MODE = 0666;

  private final Directory directory;
  private final byte[] name;
  private final Fd file;
  private boolean published;

  TempFile(Directory directory, byte[] name, Fd file) {
    this.directory = directory;
    this.name = name;
    this.file = file;
  }

  Fd file() {
    return file;
  }

  /// Moves it to its place, atomically.
  void publish(Directory target, byte[] targetName, RenameMode mode) throws IOException {
    Renames.rename(directory, name, target, targetName, mode);
    published = true;
  }

  /// Whether it was removed behind our back.
  boolean isGone() throws IOException {
    return !published && file.status().links() == 0;
  }

  @Override
  public void close() throws IOException {
    try (file) {
      if (!published) {
        directory.unlink(name);
      }
    } catch (NoSuchFileException _) {
      // Gone already, which is what we want.
    }
  }
}
