package org.openfiles.core;

import java.nio.file.FileSystemException;

/// A directory where a file is needed.
public final class IsDirectoryException extends FileSystemException {
  private static final long serialVersionUID = 1;

  public IsDirectoryException(String file) {
    super(file, null, "is a directory");
  }
}
