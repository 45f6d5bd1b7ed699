package org.openfiles.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.Attributes;
import org.openfiles.core.Dirent;
import org.openfiles.core.DirentPage;
import org.openfiles.core.FileHandle;
import org.openfiles.core.FileTree;
import org.openfiles.core.FileTree.Creation;
import org.openfiles.core.FileTree.RenameMode;
import org.openfiles.core.Inode;
import org.openfiles.core.Name;
import org.openfiles.core.TreePaths;

/// A tree under test, and the verbs by path that tests need.
public interface TreeFixture {
  Creation FILE = new Creation(0644, 1000, 1000);
  Creation DIRECTORY = new Creation(0755, 1000, 1000);

  /// Empty at the start of each test.
  FileTree tree();

  default Attributes find(String path) throws IOException {
    return new TreePaths(tree()).find(path);
  }

  default Inode inode(String path) throws IOException {
    return find(path).inode();
  }

  default Inode parent(String path) throws IOException {
    return new TreePaths(tree()).parent(path);
  }

  default Attributes create(String path) throws IOException {
    return tree().create(parent(path), TreePaths.last(path), FILE);
  }

  default Attributes mkdir(String path) throws IOException {
    return tree().mkdir(parent(path), TreePaths.last(path), DIRECTORY);
  }

  default Attributes symlink(String path, String target) throws IOException {
    return tree().symlink(parent(path), TreePaths.last(path), target, FILE);
  }

  default Attributes link(String existing, String path) throws IOException {
    return tree().link(inode(existing), parent(path), TreePaths.last(path));
  }

  default void unlink(String path) throws IOException {
    tree().unlink(parent(path), TreePaths.last(path));
  }

  default void rmdir(String path) throws IOException {
    tree().rmdir(parent(path), TreePaths.last(path));
  }

  default void rename(String from, String to) throws IOException {
    rename(from, to, RenameMode.REPLACE);
  }

  default void rename(String from, String to, RenameMode mode) throws IOException {
    tree().rename(parent(from), TreePaths.last(from), parent(to), TreePaths.last(to), mode);
  }

  /// A new file with that text.
  default Attributes file(String path, String text) throws IOException {
    Inode made = create(path).inode();
    try (FileHandle handle = tree().open(made)) {
      write(handle, 0, text);
    }
    return tree().attributes(made);
  }

  default void write(FileHandle handle, long position, String text) throws IOException {
    handle.write(position, ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  default String text(String path) throws IOException {
    try (FileHandle handle = tree().open(inode(path))) {
      return text(handle);
    }
  }

  default String text(FileHandle handle) throws IOException {
    return new String(bytes(handle, 0, 1 << 20), UTF_8);
  }

  /// At most `count` bytes from a position; fewer when the file ends before.
  default byte[] bytes(FileHandle handle, long position, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining() && handle.read(position + buffer.position(), buffer) >= 0) {}
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /// All names of a directory, by pages of that many, in the tree's order.
  default List<String> names(String directory, int pageSize) throws IOException {
    Inode inode = inode(directory);
    List<String> names = new ArrayList<>();
    Optional<DirentPage.Cookie> from = Optional.of(DirentPage.Cookie.BEGINNING);
    while (from.isPresent()) {
      DirentPage page = tree().list(inode, from.get(), pageSize);
      for (Dirent entry : page.entries()) {
        names.add(entry.name().value());
      }
      from = page.next();
    }
    return names;
  }

  default List<String> names(String directory) throws IOException {
    return names(directory, 1000);
  }

  default Name name(String name) {
    return new Name(name);
  }
}
