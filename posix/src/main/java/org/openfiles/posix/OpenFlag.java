package org.openfiles.posix;

/// How [Directory#openFile] opens a file.
///
/// A FIFO never makes it wait, and nothing is created: [Directory#createFile] does that.
public enum OpenFlag {
  READ(0),
  WRITE(0),
  /// Every write goes to the end.
  APPEND(OpenBits.O_APPEND),
  /// Cuts the file to nothing; needs [#WRITE].
  TRUNCATE(OpenBits.O_TRUNC),
  /// Does not follow the last name where it is a symbolic link; links on the way are followed.
  NOFOLLOW(OpenBits.O_NOFOLLOW),
  /// Fails with `NotDirectoryException` on anything else.
  DIRECTORY(OpenBits.O_DIRECTORY),
  /// Only a place in the tree: gives a status, cannot be read, and touches no device. With
  /// [#NOFOLLOW] it can be a symbolic link.
  PATH(OpenBits.O_PATH);

  private final long bits;

  OpenFlag(long bits) {
    this.bits = bits;
  }

  static long bits(OpenFlag... flags) {
    boolean read = false;
    boolean write = false;
    long bits = OpenBits.O_CLOEXEC;
    for (OpenFlag flag : flags) {
      bits |= flag.bits;
      read |= flag == READ;
      write |= flag == WRITE;
    }
    if ((bits & OpenBits.O_PATH) != 0) {
      return bits;
    }
    bits |= OpenBits.O_NONBLOCK | OpenBits.O_NOCTTY;
    return bits | (!write ? OpenBits.O_RDONLY : read ? OpenBits.O_RDWR : OpenBits.O_WRONLY);
  }
}
