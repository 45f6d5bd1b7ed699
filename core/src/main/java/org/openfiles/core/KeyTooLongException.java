package org.openfiles.core;

/// A key of more than [Key#BYTES_MAX] bytes.
public final class KeyTooLongException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final int bytes;

  public KeyTooLongException(int bytes) {
    super("a key has at most " + Key.BYTES_MAX + " bytes of UTF-8: bytes=" + bytes);
    this.bytes = bytes;
  }

  public int bytes() {
    return bytes;
  }
}
