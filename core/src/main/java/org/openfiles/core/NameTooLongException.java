package org.openfiles.core;

/// A file name of more than [Name#BYTES_MAX] bytes.
public final class NameTooLongException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public NameTooLongException(int bytes) {
    super("a file name has at most " + Name.BYTES_MAX + " bytes of UTF-8: bytes=" + bytes);
  }
}
