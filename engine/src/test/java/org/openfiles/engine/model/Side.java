package org.openfiles.engine.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.BitSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.Attributes;
import org.openfiles.core.Dirent;
import org.openfiles.core.DirentPage;
import org.openfiles.core.Durability;
import org.openfiles.core.FileHandle;
import org.openfiles.core.FileKind;
import org.openfiles.core.FileTree;
import org.openfiles.core.FileTree.Creation;
import org.openfiles.core.FileTree.RenameMode;
import org.openfiles.core.Inode;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.TreePaths;

/// A tree by its paths: the volume's, and the model's beside it.
record Side(FileTree tree) {
  /// What a path shows.
  ///
  /// @param text the target of a link
  /// @param gone which blocks of a kept file cannot be read: they are of an object that is gone
  record Shown(FileKind kind, int mode, byte[] bytes, String text, BitSet gone) {
    Shown(FileKind kind, int mode, byte[] bytes, String text) {
      this(kind, mode, bytes, text, new BitSet());
    }

    /// Whether this is what is left of those bytes.
    boolean isOf(byte[] whole) {
      if (whole.length != bytes.length) {
        return false;
      }
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] != whole[i] && !gone.get(i / BLOCK)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final int BLOCK = 512;

  private TreePaths paths() {
    return new TreePaths(tree);
  }

  private Inode parent(String path) throws IOException {
    return paths().parent(path);
  }

  Attributes find(String path) throws IOException {
    return paths().find(path);
  }

  void create(String path, Creation creation) throws IOException {
    tree.create(parent(path), TreePaths.last(path), creation);
  }

  void mkdir(String path, Creation creation) throws IOException {
    tree.mkdir(parent(path), TreePaths.last(path), creation);
  }

  void symlink(String path, String target, Creation creation) throws IOException {
    tree.symlink(parent(path), TreePaths.last(path), target, creation);
  }

  void unlink(String path) throws IOException {
    tree.unlink(parent(path), TreePaths.last(path));
  }

  void rmdir(String path) throws IOException {
    tree.rmdir(parent(path), TreePaths.last(path));
  }

  void rename(String from, String to, RenameMode mode) throws IOException {
    tree.rename(parent(from), TreePaths.last(from), parent(to), TreePaths.last(to), mode);
  }

  void change(String path, AttributeChange change) throws IOException {
    tree.change(find(path).inode(), change);
  }

  void setXattr(String path, String name, byte[] value) throws IOException {
    tree.setXattr(find(path).inode(), name, Optional.of(value));
  }

  void write(String path, long position, byte[] bytes) throws IOException {
    try (FileHandle file = tree.open(find(path).inode())) {
      file.write(position, ByteBuffer.wrap(bytes));
      file.sync(Durability.JOURNAL);
    }
  }

  void append(String path, byte[] bytes) throws IOException {
    try (FileHandle file = tree.open(find(path).inode())) {
      file.append(ByteBuffer.wrap(bytes));
      file.sync(Durability.JOURNAL);
    }
  }

  void export(String path) throws IOException {
    try (FileHandle file = tree.open(find(path).inode())) {
      file.sync(Durability.STORE);
    }
  }

  byte[] read(Attributes file) throws IOException {
    ByteBuffer target = ByteBuffer.allocate((int) file.size() + 1);
    try (FileHandle handle = tree.open(file.inode())) {
      for (int read = 0; read >= 0 && target.hasRemaining(); ) {
        read = handle.read(target.position(), target);
      }
    }
    byte[] bytes = new byte[target.position()];
    target.flip().get(bytes);
    return bytes;
  }

  /// As [#show], where the object that the file was changed from may be gone.
  private Shown showKept(Attributes found) throws IOException {
    try {
      return show(found);
    } catch (PreconditionFailedException | NoSuchFileException _) {
      byte[] bytes = new byte[(int) found.size()];
      BitSet gone = new BitSet();
      try (FileHandle handle = tree.open(found.inode())) {
        for (int at = 0; at < bytes.length; at += BLOCK) {
          try {
            handle.read(at, ByteBuffer.wrap(bytes, at, Math.min(BLOCK, bytes.length - at)));
          } catch (PreconditionFailedException | NoSuchFileException _) {
            gone.set(at / BLOCK);
          }
        }
      }
      return new Shown(FileKind.FILE, found.mode(), bytes, "", gone);
    }
  }

  Shown show(Attributes found) throws IOException {
    return switch (found.kind()) {
      case FILE -> new Shown(FileKind.FILE, found.mode(), read(found), "");
      case SYMLINK ->
          new Shown(FileKind.SYMLINK, found.mode(), new byte[0], tree.readlink(found.inode()));
      case DIRECTORY -> new Shown(FileKind.DIRECTORY, found.mode(), new byte[0], "");
      case FIFO, SOCKET -> throw new NoSuchElementException("nobody made one of these");
    };
  }

  /// Everything below a directory, by path, found by listing.
  Map<String, Shown> walk() throws IOException {
    Map<String, Shown> found = new TreeMap<>();
    walk(Inode.ROOT, "", found);
    return found;
  }

  private void walk(Inode directory, String path, Map<String, Shown> found) throws IOException {
    Optional<DirentPage.Cookie> next = Optional.of(DirentPage.Cookie.BEGINNING);
    while (next.isPresent()) {
      DirentPage page = tree.list(directory, next.get(), 7);
      for (Dirent entry : page.entries()) {
        String child = path + "/" + entry.name();
        // A listing does not tell a link that nobody has looked at.
        Attributes attributes = tree.attributes(entry.attributes().inode());
        boolean kept = child.startsWith(Losses.LOST_AND_FOUND);
        if (found.put(child, kept ? showKept(attributes) : show(attributes)) != null) {
          throw new AssertionError("listed twice: " + child);
        }
        if (attributes.kind() == FileKind.DIRECTORY) {
          walk(attributes.inode(), child, found);
        }
      }
      next = page.next();
    }
  }
}
