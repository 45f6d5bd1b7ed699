package org.openfiles.core;

/// What an inode is (POSIX.1-2024, `<sys/stat.h>`).
public enum FileKind {
  FILE,
  DIRECTORY,
  SYMLINK,
  FIFO,
  SOCKET
}
