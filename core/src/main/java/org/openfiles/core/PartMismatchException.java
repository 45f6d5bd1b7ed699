package org.openfiles.core;

import java.nio.file.FileSystemException;

/// A part that a multipart upload was to be completed with was never uploaded, or differs.
public final class PartMismatchException extends FileSystemException {
  private static final long serialVersionUID = 1;

  public PartMismatchException(String file, String reason) {
    super(file, null, reason);
  }
}
