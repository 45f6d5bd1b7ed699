package org.openfiles.posix;

import java.io.IOException;

/// Is shown every entry of a directory without an object per entry.
@FunctionalInterface
public interface EntryVisitor {
  /// The name is `buffer[offset, offset + length)`, which holds something else after the return.
  void visit(byte[] buffer, int offset, int length, FileKind kind, long inode) throws IOException;
}
