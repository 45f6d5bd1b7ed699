package org.openfiles.core;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;

/// A volume as a tree of files, in the terms of POSIX.
///
/// Every verb is atomic. A missing name is a [java.nio.file.NoSuchFileException], one that is taken
/// a [java.nio.file.FileAlreadyExistsException], a file in the place of a directory a
/// [java.nio.file.NotDirectoryException], a directory in the place of a file an
/// [IsDirectoryException], a directory that isn't empty a
/// [java.nio.file.DirectoryNotEmptyException]. Who may do what is the door's business.
public interface FileTree extends AutoCloseable {
  Attributes lookup(Inode directory, Name name) throws IOException;

  Attributes attributes(Inode inode) throws IOException;

  Attributes change(Inode inode, AttributeChange change) throws IOException;

  /// Makes a file, empty.
  Attributes create(Inode directory, Name name, Creation creation) throws IOException;

  Attributes mkdir(Inode directory, Name name, Creation creation) throws IOException;

  Attributes symlink(Inode directory, Name name, String target, Creation creation)
      throws IOException;

  /// Gives a file one more name.
  Attributes link(Inode inode, Inode directory, Name name) throws IOException;

  String readlink(Inode inode) throws IOException;

  FileHandle open(Inode inode) throws IOException;

  /// Removes a name of what is no directory.
  void unlink(Inode directory, Name name) throws IOException;

  void rmdir(Inode directory, Name name) throws IOException;

  /// Moves a name; one that is there already is replaced, atomically, where the mode allows.
  void rename(Inode from, Name name, Inode to, Name newName, RenameMode mode) throws IOException;

  /// Entries in a stable order. Everything that is there from the first page to the last is in
  /// exactly one of them.
  DirentPage list(Inode directory, DirentPage.Cookie from, int limit) throws IOException;

  Optional<byte[]> xattr(Inode inode, String name) throws IOException;

  SortedSet<String> xattrs(Inode inode) throws IOException;

  /// Sets an extended attribute; an empty value removes it.
  void setXattr(Inode inode, String name, Optional<byte[]> value) throws IOException;

  /// Returns when everything that was written before, at or below an inode, is in the store or was
  /// reported as a conflict.
  void flush(Inode inode) throws IOException;

  /// What a new inode begins with.
  ///
  /// @param mode the permission bits
  record Creation(int mode, int uid, int gid) {}

  /// What a rename does about a name that is taken.
  enum RenameMode {
    REPLACE,
    NO_REPLACE,
    EXCHANGE
  }

  @Override
  void close() throws IOException;
}
