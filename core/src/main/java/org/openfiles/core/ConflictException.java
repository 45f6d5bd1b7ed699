package org.openfiles.core;

import java.nio.file.FileSystemException;

/// Somebody else changed the same thing meanwhile; trying again may succeed.
public final class ConflictException extends FileSystemException {
  private static final long serialVersionUID = 1;

  public ConflictException(String file, String reason) {
    super(file, null, reason);
  }
}
