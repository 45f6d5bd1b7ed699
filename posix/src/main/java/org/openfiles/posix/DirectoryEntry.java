package org.openfiles.posix;

/// One name of a directory, as the scan of the directory gave it.
public final class DirectoryEntry {
  private final byte[] name;
  private final FileKind kind;
  private final long inode;

  DirectoryEntry(byte[] name, FileKind kind, long inode) {
    this.name = name;
    this.kind = kind;
    this.inode = inode;
  }

  /// The name, not copied.
  public byte[] name() {
    return name;
  }

  /// [FileKind#UNKNOWN] on file systems that do not keep it with the name.
  public FileKind kind() {
    return kind;
  }

  public long inode() {
    return inode;
  }

  @Override
  public String toString() {
    return FileName.display(name);
  }
}
