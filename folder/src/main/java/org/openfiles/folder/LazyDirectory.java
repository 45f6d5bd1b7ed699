package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.UnavailableException;
import org.openfiles.posix.Directory;
import org.openfiles.posix.FileName;

/// A directory of ours that is made when it is needed: a folder that is only read is not changed.
///
/// Thread-safe.
final class LazyDirectory implements DirectorySource, AutoCloseable {
  /// Nobody but us has business in there.
  private static final int MODE = 0700;

  private final DirectorySource parent;
  private final byte[] name;
  private @Nullable Directory directory;
  private boolean closed;

  LazyDirectory(DirectorySource parent, String name) {
    this.parent = parent;
    this.name = FileName.bytes(name);
  }

  @Override
  public synchronized Directory make() throws IOException {
    if (directory != null) {
      return directory;
    }
    Directory above = parent.make();
    try {
      above.mkdir(name, MODE);
      above.sync();
    } catch (FileAlreadyExistsException _) {
      // From an earlier run, or by another process.
    }
    return opened(above.openDirectory(name));
  }

  @Override
  public synchronized Optional<Directory> ifPresent() throws IOException {
    if (directory != null) {
      return Optional.of(directory);
    }
    Optional<Directory> above = parent.ifPresent();
    if (above.isEmpty() || above.get().statusIfPresent(name).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(opened(above.get().openDirectory(name)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  @Override
  public synchronized void forget() {
    parent.forget();
    if (directory != null) {
      directory.close();
      directory = null;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (directory != null) {
      directory.close();
      directory = null;
    }
  }

  private Directory opened(Directory opened) throws UnavailableException {
    if (closed) {
      opened.close();
      throw new UnavailableException("", "the folder is closed", false);
    }
    directory = opened;
    return opened;
  }
}
