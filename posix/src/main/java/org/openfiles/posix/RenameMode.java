package org.openfiles.posix;

/// What [Directory#rename] does about the target name.
public enum RenameMode {
  /// A file there is replaced atomically.
  REPLACE(0),
  /// A file there makes it fail with `FileAlreadyExistsException`.
  NOREPLACE(1),
  /// Both names have to exist and change places.
  EXCHANGE(2);

  private final long bits;

  RenameMode(long bits) {
    this.bits = bits;
  }

  long bits() {
    return bits;
  }
}
