package org.openfiles.core;

import java.nio.file.FileSystemException;

/// The object was not what the caller made a condition of; nothing was changed.
public final class PreconditionFailedException extends FileSystemException {
  private static final long serialVersionUID = 1;

  public PreconditionFailedException(String file, String reason) {
    super(file, null, reason);
  }
}
