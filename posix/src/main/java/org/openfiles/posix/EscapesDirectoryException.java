package org.openfiles.posix;

import java.nio.file.FileSystemException;

/// A path that leaves the directory it is relative to: through `..`, an absolute path, or a
/// symbolic link. Nothing outside was opened or looked at.
public final class EscapesDirectoryException extends FileSystemException {
  private static final long serialVersionUID = 1;

  EscapesDirectoryException(String file) {
    super(file, null, "leaves the directory");
  }
}
