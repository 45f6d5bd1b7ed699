package org.openfiles.core;

import java.nio.file.FileSystemException;

/// The disk, or somebody's quota of it, is full; nothing was changed.
public final class NoSpaceException extends FileSystemException {
  private static final long serialVersionUID = 1;

  public NoSpaceException(String file, String reason) {
    super(file, null, reason);
  }
}
