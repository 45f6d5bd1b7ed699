package org.openfiles.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.openfiles.core.AtomicWrite;
import org.openfiles.core.Attributes;
import org.openfiles.core.Creator;
import org.openfiles.core.Dirent;
import org.openfiles.core.DirentPage;
import org.openfiles.core.Durability;
import org.openfiles.core.EntryState;
import org.openfiles.core.ExpireReport;
import org.openfiles.core.FileHandle;
import org.openfiles.core.FileKind;
import org.openfiles.core.FileTree;
import org.openfiles.core.FileTree.RenameMode;
import org.openfiles.core.FileVolume;
import org.openfiles.core.FlushReport;
import org.openfiles.core.Inode;
import org.openfiles.core.TemporaryName;
import org.openfiles.core.TreePaths;
import org.openfiles.core.TreeRemoval;

/// A volume that is open in this process.
///
/// @param owner closed with it
record LocalAccess(FileVolume volume, Creator creator, RandomGenerator random, Owner owner)
    implements VolumeAccess {
  private static final int PAGE = 1000;
  private static final int BLOCK = 256 << 10;

  /// Whoever opened the volume.
  @FunctionalInterface
  interface Owner {
    void close() throws IOException;
  }

  private FileTree tree() {
    return volume.files();
  }

  private TreePaths paths() {
    return new TreePaths(volume.files());
  }

  @Override
  public Entry stat(String path) throws IOException {
    return entry(path, paths().find(path));
  }

  private Entry entry(String path, Attributes found) throws IOException {
    return new Entry(
        path,
        found.kind(),
        found.size(),
        found.mode(),
        found.uid(),
        found.gid(),
        found.links(),
        found.modified().toString(),
        state(found.state()),
        found.kind() == FileKind.SYMLINK
            ? Optional.of(tree().readlink(found.inode()))
            : Optional.empty());
  }

  private static String state(EntryState state) {
    return switch (state) {
      case EntryState.Clean _ -> "clean";
      case EntryState.Dirty _ -> "dirty";
      case EntryState.LocalOnly() -> "local-only";
    };
  }

  @Override
  public void list(String path, EntryConsumer consumer) throws IOException {
    Attributes directory = paths().find(path);
    if (directory.kind() != FileKind.DIRECTORY) {
      throw new NotDirectoryException(path);
    }
    String base = path.endsWith("/") ? path : path + "/";
    Optional<DirentPage.Cookie> from = Optional.of(DirentPage.Cookie.BEGINNING);
    while (from.isPresent()) {
      DirentPage page = tree().list(directory.inode(), from.get(), PAGE);
      for (Dirent each : page.entries()) {
        if (!TemporaryName.isOne(each.name())) {
          consumer.accept(entry(base + each.name(), each.attributes()));
        }
      }
      from = page.next();
    }
  }

  @Override
  public void read(String path, OutputStream target) throws IOException {
    try (FileHandle handle = tree().open(paths().find(path).inode())) {
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      long position = 0;
      for (int count = handle.read(0, block); count >= 0; count = handle.read(position, block)) {
        target.write(block.array(), 0, count);
        position += count;
        block.clear();
      }
    }
  }

  @Override
  public void write(String path, InputStream source) throws IOException {
    try (AtomicWrite write = AtomicWrite.begin(volume, path, creator, random)) {
      byte[] block = new byte[BLOCK];
      for (int count = source.read(block); count >= 0; count = source.read(block)) {
        write.write(ByteBuffer.wrap(block, 0, count));
      }
      write.seal();
      var _ = write.commit(RenameMode.REPLACE);
      write.sync(Durability.JOURNAL);
    }
  }

  @Override
  public void delete(String path, boolean recursive) throws IOException {
    Attributes found = paths().find(path);
    Inode parent = paths().parent(path);
    if (recursive) {
      TreeRemoval.remove(tree(), parent, TreePaths.last(path));
    } else if (found.kind() == FileKind.DIRECTORY) {
      tree().rmdir(parent, TreePaths.last(path));
    } else {
      tree().unlink(parent, TreePaths.last(path));
    }
    volume.sync();
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Inode source = paths().find(from).inode();
    if (source.equals(Inode.ROOT)) {
      throw new IllegalArgumentException("the root of a volume can't be moved");
    }
    String above = to.substring(0, Math.max(1, to.lastIndexOf('/', to.length() - 2)));
    Inode target = paths().directories(above, creator.directory());
    tree()
        .rename(
            paths().parent(from),
            TreePaths.last(from),
            target,
            TreePaths.last(to),
            RenameMode.REPLACE);
    volume.sync();
  }

  @Override
  public void mkdir(String path, boolean parents) throws IOException {
    if (parents) {
      var _ = paths().directories(path, creator.directory());
    } else {
      tree().mkdir(paths().parent(path), TreePaths.last(path), creator.directory());
    }
    volume.sync();
  }

  @Override
  public FlushReport flush() throws IOException {
    return volume.flush();
  }

  @Override
  public ExpireReport expire(Optional<Duration> unread) throws IOException {
    return unread.isPresent() ? volume.expire(unread.get()) : volume.expire();
  }

  @Override
  public void close() throws IOException {
    owner.close();
  }
}
