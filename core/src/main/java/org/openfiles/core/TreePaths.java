package org.openfiles.core;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/// Finds inodes by path. Links are not followed.
public final class TreePaths {
  private final FileTree tree;

  public TreePaths(FileTree tree) {
    this.tree = tree;
  }

  /// The names of an absolute path, such as `/a/b`; none for `/`.
  ///
  /// @throws IllegalArgumentException when it is not absolute, or has an empty component, `.` or
  ///   `..`; one trailing slash is allowed
  public static List<Name> names(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with /: " + path);
    }
    String inner =
        path.substring(1, path.length() - (path.length() > 1 && path.endsWith("/") ? 1 : 0));
    if (inner.isEmpty()) {
      return List.of();
    }
    List<Name> names = new ArrayList<>();
    for (String component : inner.split("/", -1)) {
      names.add(new Name(component));
    }
    return List.copyOf(names);
  }

  public Attributes find(String path) throws IOException {
    return walk(names(path), path);
  }

  /// The directory that holds the last name of a path.
  public Inode parent(String path) throws IOException {
    List<Name> names = names(path);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("the root has no parent");
    }
    return walk(names.subList(0, names.size() - 1), path).inode();
  }

  /// The last name of a path.
  public static Name last(String path) {
    List<Name> names = names(path);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("the root has no name");
    }
    return names.getLast();
  }

  /// As `mkdir -p`: the inode of the directory at a path, which is made where there is none.
  public Inode directories(String path, FileTree.Creation creation) throws IOException {
    Inode at = Inode.ROOT;
    for (Name name : names(path)) {
      at = child(at, name, creation);
    }
    return at;
  }

  /// The directory of that name, which is made where there is none.
  Inode child(Inode directory, Name name, FileTree.Creation creation) throws IOException {
    try {
      return tree.lookup(directory, name).inode();
    } catch (NoSuchFileException _) {
      try {
        return tree.mkdir(directory, name, creation).inode();
      } catch (FileAlreadyExistsException _) {
        return tree.lookup(directory, name).inode();
      }
    }
  }

  private Attributes walk(List<Name> names, String path) throws IOException {
    Attributes at = tree.attributes(Inode.ROOT);
    for (Name name : names) {
      try {
        at = tree.lookup(at.inode(), name);
      } catch (NoSuchFileException e) {
        NoSuchFileException whole = new NoSuchFileException(path);
        whole.initCause(e);
        throw whole;
      }
    }
    return at;
  }
}
