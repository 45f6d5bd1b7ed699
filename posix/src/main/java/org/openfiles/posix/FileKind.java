package org.openfiles.posix;

/// What a directory entry or an inode is.
public enum FileKind {
  REGULAR,
  DIRECTORY,
  SYMLINK,
  FIFO,
  SOCKET,
  BLOCK,
  CHARACTER,
  /// The file system did not say with the entry; ask for its [FileStatus].
  UNKNOWN;

  /// From `st_mode`.
  static FileKind ofMode(int mode) {
    return ofEntryType((mode & 0xF000) >> 12);
  }

  /// From `d_type`, which is the same number shifted.
  static FileKind ofEntryType(int type) {
    return switch (type) {
      case 1 -> FIFO;
      case 2 -> CHARACTER;
      case 4 -> DIRECTORY;
      case 6 -> BLOCK;
      case 8 -> REGULAR;
      case 10 -> SYMLINK;
      case 12 -> SOCKET;
      default -> UNKNOWN;
    };
  }
}
