package org.openfiles.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.Attributes;
import org.openfiles.core.Dirent;
import org.openfiles.core.DirentPage;
import org.openfiles.core.Durability;
import org.openfiles.core.FileHandle;
import org.openfiles.core.FileTree;
import org.openfiles.core.Inode;
import org.openfiles.core.IsDirectoryException;
import org.openfiles.core.Name;

/// A tree in memory: what doors are tested on, and what other trees are compared with. One lock and
/// plain maps, so that it can be seen to be right. Nothing is durable, and a flush only calls
/// everything clean.
public final class MemoryTree implements FileTree {
  private final InstantSource clock;
  private final Map<Inode, MemoryNode> nodes = new HashMap<>();
  private long lastInode = Inode.ROOT.number();

  public MemoryTree(InstantSource clock) {
    this.clock = clock;
    nodes.put(
        Inode.ROOT,
        new MemoryNode.Directory(Inode.ROOT, new Creation(0755, 0, 0), clock.instant(), null));
  }

  @Override
  public synchronized Attributes lookup(Inode directory, Name name) throws IOException {
    return entry(directory(directory), name).attributes();
  }

  @Override
  public synchronized Attributes attributes(Inode inode) throws IOException {
    return node(inode).attributes();
  }

  @Override
  public synchronized Attributes change(Inode inode, AttributeChange change) throws IOException {
    MemoryNode node = node(inode);
    int mode = change.mode().orElse(0);
    if (mode < 0 || mode > 07777) {
      throw new IllegalArgumentException("not permission bits: " + mode);
    }
    if (change.size().isPresent()) {
      if (change.size().getAsLong() < 0) {
        throw new IllegalArgumentException("not a size: " + change.size().getAsLong());
      }
      file(node).bytes.resize(change.size().getAsLong());
    }
    node.apply(change, clock.instant());
    return node.attributes();
  }

  @Override
  public synchronized Attributes create(Inode directory, Name name, Creation creation)
      throws IOException {
    MemoryNode.Directory parent = vacant(directory, name);
    return enter(parent, name, new MemoryNode.File(next(), creation, clock.instant()));
  }

  @Override
  public synchronized Attributes mkdir(Inode directory, Name name, Creation creation)
      throws IOException {
    MemoryNode.Directory parent = vacant(directory, name);
    return enter(parent, name, new MemoryNode.Directory(next(), creation, clock.instant(), parent));
  }

  @Override
  public synchronized Attributes symlink(
      Inode directory, Name name, String target, Creation creation) throws IOException {
    MemoryNode.Directory parent = vacant(directory, name);
    return enter(parent, name, new MemoryNode.Symlink(next(), target, creation, clock.instant()));
  }

  @Override
  public synchronized Attributes link(Inode inode, Inode directory, Name name) throws IOException {
    MemoryNode node = node(inode);
    if (node instanceof MemoryNode.Directory) {
      throw new IsDirectoryException("inode " + inode);
    }
    if (node.links == 0) {
      throw new NoSuchFileException("inode " + inode);
    }
    MemoryNode.Directory parent = vacant(directory, name);
    node.links++;
    node.touch(clock.instant());
    return enter(parent, name, node);
  }

  @Override
  public synchronized String readlink(Inode inode) throws IOException {
    if (node(inode) instanceof MemoryNode.Symlink link) {
      return link.target;
    }
    throw new IllegalArgumentException("not a link: inode " + inode);
  }

  @Override
  public synchronized FileHandle open(Inode inode) throws IOException {
    MemoryNode.File file = file(node(inode));
    file.openHandles++;
    return new Handle(file);
  }

  @Override
  public synchronized void unlink(Inode directory, Name name) throws IOException {
    MemoryNode.Directory parent = directory(directory);
    MemoryNode node = entry(parent, name);
    if (node instanceof MemoryNode.Directory) {
      throw new IsDirectoryException(name.value());
    }
    remove(parent, name, node);
  }

  @Override
  public synchronized void rmdir(Inode directory, Name name) throws IOException {
    MemoryNode.Directory parent = directory(directory);
    MemoryNode node = entry(parent, name);
    requireEmpty(name, asDirectory(node, name.value()));
    remove(parent, name, node);
  }

  @Override
  public synchronized void rename(Inode from, Name name, Inode to, Name newName, RenameMode mode)
      throws IOException {
    MemoryNode.Directory source = directory(from);
    MemoryNode.Directory target = directory(to);
    MemoryNode moved = entry(source, name);
    requireOutside(moved, target);
    @Nullable MemoryNode taken = target.entries.get(newName);
    switch (mode) {
      case REPLACE -> {
        if (taken == moved) {
          return;
        }
        if (taken != null) {
          requireReplaceable(moved, taken, newName);
          remove(target, newName, taken);
        }
        source.entries.remove(name);
      }
      case NO_REPLACE -> {
        if (taken != null) {
          throw new FileAlreadyExistsException(newName.value());
        }
        source.entries.remove(name);
      }
      case EXCHANGE -> {
        MemoryNode other = entry(target, newName);
        requireOutside(other, source);
        put(source, name, other);
      }
    }
    put(target, newName, moved);
    source.modify(clock.instant());
  }

  @Override
  public synchronized DirentPage list(Inode directory, DirentPage.Cookie from, int limit)
      throws IOException {
    MemoryNode.Directory listed = directory(directory);
    var rest =
        from.equals(DirentPage.Cookie.BEGINNING)
            ? listed.entries
            : listed.entries.tailMap(new Name(from.value()), false);
    List<Dirent> entries = new ArrayList<>();
    for (var each : rest.entrySet()) {
      if (entries.size() == limit) {
        String last = entries.getLast().name().value();
        return new DirentPage(entries, Optional.of(new DirentPage.Cookie(last)));
      }
      entries.add(new Dirent(each.getKey(), each.getValue().attributes()));
    }
    return new DirentPage(entries, Optional.empty());
  }

  @Override
  public synchronized Optional<byte[]> xattr(Inode inode, String name) throws IOException {
    return Optional.ofNullable(node(inode).xattrs.get(name)).map(byte[]::clone);
  }

  @Override
  public synchronized SortedSet<String> xattrs(Inode inode) throws IOException {
    return new TreeSet<>(node(inode).xattrs.keySet());
  }

  @Override
  public synchronized void setXattr(Inode inode, String name, Optional<byte[]> value)
      throws IOException {
    MemoryNode node = node(inode);
    if (value.isPresent()) {
      node.xattrs.put(name, value.get().clone());
    } else {
      node.xattrs.remove(name);
    }
    node.touch(clock.instant());
  }

  @Override
  public void flush(Inode inode) throws IOException {
    flushed(inode);
  }

  /// Calls everything at and below an inode clean. Returns how much of it wasn't.
  synchronized long flushed(Inode inode) throws IOException {
    return flushed(node(inode));
  }

  private long flushed(MemoryNode node) {
    long flushed = node.flushed() ? 1 : 0;
    if (node instanceof MemoryNode.Directory directory) {
      for (MemoryNode entry : directory.entries.values()) {
        flushed += flushed(entry);
      }
    }
    return flushed;
  }

  @Override
  public void close() {}

  private Inode next() {
    lastInode++;
    return new Inode(lastInode);
  }

  private MemoryNode node(Inode inode) throws NoSuchFileException {
    MemoryNode node = nodes.get(inode);
    if (node == null) {
      throw new NoSuchFileException("inode " + inode);
    }
    return node;
  }

  private MemoryNode.Directory directory(Inode inode) throws IOException {
    return asDirectory(node(inode), "inode " + inode);
  }

  private static MemoryNode.Directory asDirectory(MemoryNode node, String called)
      throws NotDirectoryException {
    if (node instanceof MemoryNode.Directory directory) {
      return directory;
    }
    throw new NotDirectoryException(called);
  }

  private static MemoryNode.File file(MemoryNode node) throws IOException {
    return switch (node) {
      case MemoryNode.File file -> file;
      case MemoryNode.Directory _ -> throw new IsDirectoryException("inode " + node.inode);
      case MemoryNode.Symlink _ ->
          throw new IllegalArgumentException("a link has no bytes: inode " + node.inode);
    };
  }

  private static MemoryNode entry(MemoryNode.Directory directory, Name name)
      throws NoSuchFileException {
    MemoryNode node = directory.entries.get(name);
    if (node == null) {
      throw new NoSuchFileException(name.value());
    }
    return node;
  }

  private MemoryNode.Directory vacant(Inode inode, Name name) throws IOException {
    MemoryNode.Directory directory = directory(inode);
    if (directory.entries.containsKey(name)) {
      throw new FileAlreadyExistsException(name.value());
    }
    return directory;
  }

  private Attributes enter(MemoryNode.Directory directory, Name name, MemoryNode node) {
    nodes.put(node.inode, node);
    directory.entries.put(name, node);
    directory.modify(clock.instant());
    return node.attributes();
  }

  private void put(MemoryNode.Directory directory, Name name, MemoryNode node) {
    directory.entries.put(name, node);
    directory.modify(clock.instant());
    node.touch(clock.instant());
    if (node instanceof MemoryNode.Directory moved) {
      moved.parent = directory;
    }
  }

  private void remove(MemoryNode.Directory directory, Name name, MemoryNode node) {
    directory.entries.remove(name);
    directory.modify(clock.instant());
    node.links--;
    node.touch(clock.instant());
    forgetUnused(node);
  }

  private void forgetUnused(MemoryNode node) {
    if (node.links == 0 && node.openHandles == 0) {
      nodes.remove(node.inode);
    }
  }

  private static void requireOutside(MemoryNode moved, MemoryNode.Directory target) {
    if (target.isAtOrBelow(moved)) {
      throw new IllegalArgumentException("a directory can't be moved into itself");
    }
  }

  private static void requireReplaceable(MemoryNode moved, MemoryNode taken, Name name)
      throws IOException {
    if (moved instanceof MemoryNode.Directory) {
      requireEmpty(name, asDirectory(taken, name.value()));
    } else if (taken instanceof MemoryNode.Directory) {
      throw new IsDirectoryException(name.value());
    }
  }

  private static void requireEmpty(Name name, MemoryNode.Directory directory)
      throws DirectoryNotEmptyException {
    if (!directory.entries.isEmpty()) {
      throw new DirectoryNotEmptyException(name.value());
    }
  }

  private final class Handle implements FileHandle {
    private final MemoryNode.File file;
    private boolean closed;

    Handle(MemoryNode.File file) {
      this.file = file;
    }

    @Override
    public Inode inode() {
      return file.inode;
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      synchronized (MemoryTree.this) {
        return usable().bytes.read(position, target);
      }
    }

    @Override
    public void write(long position, ByteBuffer source) throws IOException {
      synchronized (MemoryTree.this) {
        usable().bytes.write(position, source);
        file.modify(now());
      }
    }

    @Override
    public long append(ByteBuffer source) throws IOException {
      synchronized (MemoryTree.this) {
        long end = usable().size();
        write(end, source);
        return end;
      }
    }

    @Override
    public void sync(Durability level) throws IOException {
      synchronized (MemoryTree.this) {
        usable();
        if (level == Durability.STORE) {
          var _ = file.flushed();
        }
      }
    }

    @Override
    public void close() {
      synchronized (MemoryTree.this) {
        if (!closed) {
          closed = true;
          file.openHandles--;
          forgetUnused(file);
        }
      }
    }

    private Instant now() {
      return clock.instant();
    }

    private MemoryNode.File usable() throws ClosedChannelException {
      if (closed) {
        throw new ClosedChannelException();
      }
      return file;
    }
  }
}
