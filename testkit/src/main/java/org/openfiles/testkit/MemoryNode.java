package org.openfiles.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.Attributes;
import org.openfiles.core.ETag;
import org.openfiles.core.EntryState;
import org.openfiles.core.FileKind;
import org.openfiles.core.FileTree.Creation;
import org.openfiles.core.Inode;
import org.openfiles.core.Name;

/// An inode of a [MemoryTree], which guards it.
abstract sealed class MemoryNode {
  final Inode inode;
  final SortedMap<String, byte[]> xattrs = new TreeMap<>();
  int links = 1;
  int openHandles;
  private int mode;
  private int uid;
  private int gid;
  private Instant modified;
  private Instant changed;
  private Optional<ETag> base = Optional.empty();
  private @Nullable Instant dirtySince;
  private int flushes;

  private MemoryNode(Inode inode, Creation creation, Instant now) {
    this.inode = inode;
    this.mode = creation.mode();
    this.uid = creation.uid();
    this.gid = creation.gid();
    this.modified = now;
    this.changed = now;
    this.dirtySince = now;
  }

  abstract FileKind kind();

  abstract long size();

  Attributes attributes() {
    EntryState state =
        dirtySince == null ? new EntryState.Clean(base) : new EntryState.Dirty(base, dirtySince);
    return new Attributes(inode, kind(), mode, uid, gid, links, size(), modified, changed, state);
  }

  /// Bytes or entries are others now.
  void modify(Instant now) {
    modified = now;
    touch(now);
  }

  /// Something is other now.
  void touch(Instant now) {
    changed = now;
    if (dirtySince == null) {
      dirtySince = now;
    }
  }

  void apply(AttributeChange change, Instant now) {
    if (change.equals(AttributeChange.NONE)) {
      return;
    }
    mode = change.mode().orElse(mode);
    uid = change.uid().orElse(uid);
    gid = change.gid().orElse(gid);
    if (change.size().isPresent()) {
      modified = now;
    }
    modified = change.modified().orElse(modified);
    touch(now);
  }

  /// Whether there was anything to flush.
  boolean flushed() {
    if (dirtySince == null) {
      return false;
    }
    dirtySince = null;
    flushes++;
    base = Optional.of(new ETag(inode + "-" + flushes));
    return true;
  }

  static final class File extends MemoryNode {
    final MemoryBytes bytes = new MemoryBytes();

    File(Inode inode, Creation creation, Instant now) {
      super(inode, creation, now);
    }

    @Override
    FileKind kind() {
      return FileKind.FILE;
    }

    @Override
    long size() {
      return bytes.size();
    }
  }

  static final class Directory extends MemoryNode {
    final TreeMap<Name, MemoryNode> entries = new TreeMap<>();
    @Nullable Directory parent;

    Directory(Inode inode, Creation creation, Instant now, @Nullable Directory parent) {
      super(inode, creation, now);
      this.parent = parent;
    }

    @Override
    FileKind kind() {
      return FileKind.DIRECTORY;
    }

    @Override
    long size() {
      return 0;
    }

    /// Whether it is that node, or lies somewhere in it.
    boolean isAtOrBelow(MemoryNode other) {
      for (Directory at = this; at != null; at = at.parent) {
        if (at == other) {
          return true;
        }
      }
      return false;
    }
  }

  static final class Symlink extends MemoryNode {
    final String target;

    Symlink(Inode inode, String target, Creation creation, Instant now) {
      super(inode, creation, now);
      this.target = target;
    }

    @Override
    FileKind kind() {
      return FileKind.SYMLINK;
    }

    @Override
    long size() {
      return target.getBytes(StandardCharsets.UTF_8).length;
    }
  }
}
