package org.openfiles.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.openfiles.core.FileTree.RenameMode;

/// A file that is written out of sight and takes its place whole: readers of the path see what was
/// there before, or all of it.
///
/// [#seal] makes the bytes durable, [#commit] moves them into place. Closing without a commit
/// leaves nothing behind.
public final class AtomicWrite implements AutoCloseable {
  private final FileVolume volume;
  private final List<Name> names;
  private final Creator creator;
  private final Inode directory;
  private final Name temporary;
  private final FileHandle handle;
  private long position;
  private boolean committed;

  private AtomicWrite(
      FileVolume volume,
      List<Name> names,
      Creator creator,
      Inode directory,
      Name temporary,
      FileHandle handle) {
    this.volume = volume;
    this.names = names;
    this.creator = creator;
    this.directory = directory;
    this.temporary = temporary;
    this.handle = handle;
  }

  /// Begins a file in the directory of its path that is nearest to it; those that are missing are
  /// made by the commit.
  ///
  /// @throws IsDirectoryException when there is a directory at the path
  public static AtomicWrite begin(
      FileVolume volume, String path, Creator creator, RandomGenerator random) throws IOException {
    FileTree tree = volume.files();
    List<Name> names = TreePaths.names(path);
    if (names.isEmpty()) {
      throw new IsDirectoryException(path);
    }
    Inode directory = nearest(tree, names, path);
    Name temporary = TemporaryName.next(random);
    Inode inode = tree.create(directory, temporary, creator.file()).inode();
    try {
      return new AtomicWrite(volume, names, creator, directory, temporary, tree.open(inode));
    } catch (IOException | RuntimeException e) {
      tree.unlink(directory, temporary);
      throw e;
    }
  }

  private static Inode nearest(FileTree tree, List<Name> names, String path) throws IOException {
    Inode directory = Inode.ROOT;
    try {
      for (Name name : names.subList(0, names.size() - 1)) {
        directory = tree.lookup(directory, name).inode();
      }
      if (tree.lookup(directory, names.getLast()).kind() == FileKind.DIRECTORY) {
        throw new IsDirectoryException(path);
      }
    } catch (NoSuchFileException _) {
      // From here on there is nothing yet.
    }
    return directory;
  }

  /// Adds bytes at the end.
  public void write(ByteBuffer source) throws IOException {
    int count = source.remaining();
    handle.write(position, source);
    position += count;
  }

  /// Returns when what was written is on this node's disk.
  public void seal() throws IOException {
    handle.sync(Durability.JOURNAL);
  }

  /// Moves the file to its path. Mode, owner and extended attributes of the one that it replaces
  /// are kept.
  ///
  /// @param mode whether it may replace one
  public Attributes commit(RenameMode mode) throws IOException {
    FileTree tree = volume.files();
    Inode parent = parent(tree);
    Name name = names.getLast();
    Optional<Attributes> replaced = replaced(tree, parent, name);
    if (replaced.isPresent()) {
      inherit(tree, replaced.get());
    }
    tree.rename(directory, temporary, parent, name, mode);
    committed = true;
    return tree.attributes(handle.inode());
  }

  /// Returns when the file, in its place, is as safe as asked for.
  public void sync(Durability level) throws IOException {
    volume.sync();
    if (level == Durability.STORE) {
      handle.sync(Durability.STORE);
    }
  }

  private Inode parent(FileTree tree) throws IOException {
    Inode parent = Inode.ROOT;
    TreePaths paths = new TreePaths(tree);
    for (Name name : names.subList(0, names.size() - 1)) {
      parent = paths.child(parent, name, creator.directory());
    }
    return parent;
  }

  private static Optional<Attributes> replaced(FileTree tree, Inode parent, Name name)
      throws IOException {
    try {
      return Optional.of(tree.lookup(parent, name)).filter(found -> found.kind() == FileKind.FILE);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private void inherit(FileTree tree, Attributes replaced) throws IOException {
    Attributes own = tree.attributes(handle.inode());
    tree.change(
        handle.inode(),
        AttributeChange.NONE
            .withMode(replaced.mode())
            .withOwner(replaced.uid(), replaced.gid())
            .withModified(own.modified()));
    for (String name : tree.xattrs(replaced.inode())) {
      tree.setXattr(handle.inode(), name, tree.xattr(replaced.inode(), name));
    }
  }

  @Override
  public void close() throws IOException {
    try (handle) {
      if (!committed) {
        volume.files().unlink(directory, temporary);
      }
    }
  }
}
