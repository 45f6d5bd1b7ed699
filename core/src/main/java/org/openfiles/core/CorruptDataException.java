package org.openfiles.core;

import java.nio.file.FileSystemException;

/// Bytes that are not what they were announced to be, on the way in or out.
public sealed class CorruptDataException extends FileSystemException
    permits DigestMismatchException {
  private static final long serialVersionUID = 1;

  public CorruptDataException(String file, String reason) {
    super(file, null, reason);
  }
}
