package org.openfiles.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.Attributes;
import org.openfiles.core.Dirent;
import org.openfiles.core.DirentPage;
import org.openfiles.core.ETag;
import org.openfiles.core.EntryState;
import org.openfiles.core.FileHandle;
import org.openfiles.core.FileKind;
import org.openfiles.core.FileTree;
import org.openfiles.core.Inode;
import org.openfiles.core.IsDirectoryException;
import org.openfiles.core.Name;
import org.openfiles.core.NoSpaceException;

/// A bucket as a tree of files.
final class BucketTree implements FileTree {
  private final Index index;
  private final Editor editor;
  private final Importer importer;
  private final OpenFiles files;
  private final Prefetcher prefetcher;
  private final Acknowledgement acknowledgement;
  private final Details details;
  private final EmptiedDirectories emptied;
  private final Links links;

  BucketTree(
      Index index,
      Editor editor,
      Importer importer,
      OpenFiles files,
      Prefetcher prefetcher,
      Acknowledgement acknowledgement,
      Details details) {
    this.index = index;
    this.editor = editor;
    this.importer = importer;
    this.files = files;
    this.prefetcher = prefetcher;
    this.acknowledgement = acknowledgement;
    this.details = details;
    this.emptied = new EmptiedDirectories(editor);
    this.links = new Links(editor);
  }

  @Override
  public Attributes lookup(Inode directory, Name name) throws IOException {
    importer.know(directory.number(), name);
    Node found = child(directory, name);
    while (true) {
      try {
        details.learn(found.number);
        // By the name once more: another file may have taken the first one's place.
        return index.read(
            rows -> {
              Node child = editor.child(rows, directory.number(), name);
              return attributes(rows, rows.file(child.number));
            });
      } catch (NoSuchFileException e) {
        // Something else has got that name since, or the name is gone, too.
        Node now = child(directory, name);
        if (now.number == found.number) {
          throw e;
        }
        found = now;
      }
    }
  }

  private Node child(Inode directory, Name name) throws IOException {
    return index.read(
        rows -> {
          editor.directory(rows, directory.number());
          return editor.child(rows, directory.number(), name);
        });
  }

  @Override
  public Attributes attributes(Inode inode) throws IOException {
    details.learn(inode.number());
    return index.read(rows -> attributes(rows, rows.file(inode.number())));
  }

  private long file(Inode inode) throws IOException {
    return index.read(rows -> rows.file(inode.number()).number);
  }

  private Attributes attributes(Rows rows, Node node) throws IOException {
    OpenFile open = node.content == 0 ? null : files.present(node.content);
    // Only what was written since it was last committed is newer than the index.
    Optional<OpenFile.Look> look =
        Optional.ofNullable(open).map(OpenFile::look).filter(l -> l.written() > node.written);
    long modified = look.map(OpenFile.Look::modified).orElse(node.modified);
    return new Attributes(
        new Inode(node.number),
        node.kind,
        node.mode,
        node.uid,
        node.gid,
        node.parent == 0 && node.number != Index.ROOT
            ? 0
            : node.isDirectory() ? 2 : 1 + node.names.size(),
        node.kind == FileKind.SYMLINK
            ? node.target.getBytes(StandardCharsets.UTF_8).length
            : look.map(OpenFile.Look::size).orElse(node.size),
        Nanos.toInstant(modified),
        Nanos.toInstant(Math.max(modified, node.changed)),
        entryState(rows, node));
  }

  private static EntryState entryState(Rows rows, Node node) throws IOException {
    if (rows.isLocalOnly(node)) {
      return new EntryState.LocalOnly();
    }
    Optional<ETag> base = node.base.map(Version::etag);
    Due due = rows.due(new Work.OfNode(node.number));
    return due == null
        ? new EntryState.Clean(base)
        : new EntryState.Dirty(base, Nanos.toInstant(due.since()));
  }

  @Override
  public Attributes change(Inode inode, AttributeChange change) throws IOException {
    if (change.size().isPresent()) {
      resize(inode, change.size().getAsLong());
    }
    Optional<Long> modified = change.modified().map(Nanos::of);
    boolean open = modified.isPresent() && modified(inode, modified.get());
    details.learn(inode.number());
    Attributes changed = acknowledgement.change(edit -> change(edit, inode, change, modified));
    if (modified.isPresent() && !open) {
      // It may have been opened meanwhile, as it was before.
      modified(inode, modified.get());
    }
    return changed;
  }

  private Attributes change(Edit edit, Inode inode, AttributeChange change, Optional<Long> modified)
      throws IOException {
    Node node = edit.file(inode.number());
    boolean metadata =
        change.mode().isPresent() || change.uid().isPresent() || change.gid().isPresent();
    change.mode().ifPresent(mode -> node.mode = mode & 07777);
    change.uid().ifPresent(uid -> node.uid = uid);
    change.gid().ifPresent(gid -> node.gid = gid);
    modified.ifPresent(time -> node.modified = time);
    if (metadata || modified.isPresent()) {
      node.changed = editor.now();
      node.metadataChanged = true;
      node.carried = false;
      edit.put(node);
      editor.changed(edit, node, JournalRecord.Action.CHANGE, node.changed, "");
    }
    return attributes(edit, node);
  }

  /// Outside of the index: a change of that must not wait for those who write. Answers false where
  /// nobody has it open.
  private boolean modified(Inode inode, long time) throws IOException {
    Node node = index.read(rows -> rows.file(inode.number()));
    OpenFile open = files.present(node.content);
    if (open != null) {
      open.modified(time);
    }
    return open != null;
  }

  private void resize(Inode inode, long size) throws IOException {
    if (size < 0) {
      throw new IllegalArgumentException("not a size: " + size);
    }
    OpenFile file = files.open(file(inode));
    try {
      file.truncate(size);
      files.commit(file, false);
      acknowledgement.written(file.node);
    } finally {
      files.release(file);
    }
  }

  @Override
  public Attributes create(Inode directory, Name name, Creation creation) throws IOException {
    return made(directory, name, FileKind.FILE, creation, "");
  }

  @Override
  public Attributes mkdir(Inode directory, Name name, Creation creation) throws IOException {
    return made(directory, name, FileKind.DIRECTORY, creation, "");
  }

  @Override
  public Attributes symlink(Inode directory, Name name, String target, Creation creation)
      throws IOException {
    if (target.isEmpty() || target.getBytes(StandardCharsets.UTF_8).length > 4095) {
      throw new IllegalArgumentException("the target of a link has 1 to 4095 bytes");
    }
    return made(directory, name, FileKind.SYMLINK, creation, target);
  }

  private Attributes made(
      Inode directory, Name name, FileKind kind, Creation creation, String target)
      throws IOException {
    importer.know(directory.number(), name);
    return acknowledgement.change(
        edit -> {
          Node node = editor.create(edit, directory.number(), name, kind, creation);
          node.target = target;
          edit.put(node);
          return attributes(edit, node);
        });
  }

  @Override
  public Attributes link(Inode inode, Inode directory, Name name) throws IOException {
    importer.know(directory.number(), name);
    details.learn(inode.number());
    return acknowledgement.change(
        edit -> {
          Node file = links.link(edit, inode.number(), directory.number(), name);
          return attributes(edit, edit.node(file.number));
        });
  }

  @Override
  public String readlink(Inode inode) throws IOException {
    details.learn(inode.number());
    Node node = index.read(rows -> rows.file(inode.number()));
    if (node.kind != FileKind.SYMLINK) {
      throw new IllegalArgumentException("not a link: inode " + inode);
    }
    return node.target;
  }

  @Override
  public FileHandle open(Inode inode) throws IOException {
    BucketFile file = new BucketFile(files, files.open(file(inode)), acknowledgement);
    prefetcher.opened(inode.number());
    return file;
  }

  @Override
  public void unlink(Inode directory, Name name) throws IOException {
    importer.know(directory.number(), name);
    long removed =
        acknowledgement.change(
            edit -> {
              Node node = editor.child(edit, directory.number(), name);
              if (node.isDirectory()) {
                throw new IsDirectoryException("/" + edit.key(node).orElse(""));
              }
              editor.remove(edit, node);
              emptied.left(edit, directory.number());
              return node.number;
            });
    files.collect(removed);
  }

  @Override
  public void rmdir(Inode directory, Name name) throws IOException {
    importer.know(directory.number(), name);
    Node found = index.read(rows -> editor.child(rows, directory.number(), name));
    if (!found.isDirectory()) {
      throw new NotDirectoryException("/" + index.read(rows -> rows.key(found)).orElse(""));
    }
    // Nothing that the store has may be hidden by a directory that is gone.
    importer.list(found.number);
    long removed =
        acknowledgement.change(
            edit -> {
              Node node = editor.child(edit, directory.number(), name);
              if (!node.isDirectory() || edit.hasChildren(node.number)) {
                throw new DirectoryNotEmptyException("/" + edit.key(node).orElse(""));
              }
              editor.remove(edit, node);
              emptied.left(edit, directory.number());
              return node.number;
            });
    files.collect(removed);
  }

  @Override
  public void rename(Inode from, Name name, Inode to, Name newName, RenameMode mode)
      throws IOException {
    importer.know(from.number(), name);
    importer.know(to.number(), newName);
    Optional<Long> replaced =
        acknowledgement.change(
            edit -> {
              Node node = editor.child(edit, from.number(), name);
              Node target = Names.find(edit, to.number(), newName);
              editor.rename(edit, node, to.number(), newName, mode);
              emptied.left(edit, from.number());
              return target == null || target.number == node.number
                  ? Optional.empty()
                  : Optional.of(target.number);
            });
    if (replaced.isPresent()) {
      files.collect(replaced.get());
    }
  }

  @Override
  public DirentPage list(Inode directory, DirentPage.Cookie from, int limit) throws IOException {
    Optional<DirectoryImport> run = importer.follow(directory.number(), from.value().isEmpty());
    Optional<String> reached = run.isEmpty() ? Optional.empty() : run.get().await("");
    while (true) {
      details.learnListed(directory.number(), following(from.value()), limit);
      Optional<String> limitRow = reached;
      DirentPage page =
          index.read(
              rows -> {
                editor.directory(rows, directory.number());
                return page(rows, directory.number(), from, limit, limitRow);
              });
      if (reached.isEmpty() || !page.entries().isEmpty()) {
        return page;
      }
      reached = run.orElseThrow().await(reached.get());
    }
  }

  /// @param reached up to which row all is known; empty for all rows
  private DirentPage page(
      Rows rows, long directory, DirentPage.Cookie from, int limit, Optional<String> reached)
      throws IOException {
    List<Dirent> entries = new ArrayList<>();
    String last = from.value();
    while (true) {
      List<Rows.Child> children = rows.children(directory, following(last), limit);
      for (Rows.Child child : children) {
        if (reached.isPresent() && !isKnown(child, reached.get())) {
          return new DirentPage(entries, Optional.of(new DirentPage.Cookie(last)));
        }
        last = child.row();
        if (child.entry() instanceof Entry.Live live) {
          Node node = rows.node(live.node());
          entries.add(new Dirent(Names.name(rows, node), attributes(rows, rows.file(node.number))));
          if (entries.size() == limit) {
            return new DirentPage(entries, Optional.of(new DirentPage.Cookie(last)));
          }
        }
      }
      if (children.size() < limit) {
        return new DirentPage(
            entries,
            reached.isPresent() ? Optional.of(new DirentPage.Cookie(last)) : Optional.empty());
      }
    }
  }

  private static byte[] following(String row) {
    return Latin.bytes(row.isEmpty() ? "" : row + "\0");
  }

  /// A file is called differently where there is a directory of its name, whose row comes later.
  private static boolean isKnown(Rows.Child child, String reached) {
    boolean file = child.entry() instanceof Entry.Live live && !live.directory();
    return (file ? child.row() + "/" : child.row()).compareTo(reached) <= 0;
  }

  @Override
  public Optional<byte[]> xattr(Inode inode, String name) throws IOException {
    details.learn(inode.number());
    return Optional.ofNullable(index.read(rows -> rows.file(inode.number())).xattrs.get(name));
  }

  @Override
  public SortedSet<String> xattrs(Inode inode) throws IOException {
    details.learn(inode.number());
    return Collections.unmodifiableSortedSet(
        new TreeSet<>(index.read(rows -> rows.file(inode.number())).xattrs.keySet()));
  }

  @Override
  public void setXattr(Inode inode, String name, Optional<byte[]> value) throws IOException {
    details.learn(inode.number());
    acknowledgement.change(
        edit -> {
          Node node = edit.file(inode.number());
          if (value.isPresent()) {
            node.xattrs.put(name, value.get().clone());
          } else {
            node.xattrs.remove(name);
          }
          if (node.encode().length > Node.BYTES_MAX) {
            throw new NoSpaceException(name, "the attributes of a file take 64 KiB at most");
          }
          node.changed = editor.now();
          node.metadataChanged = true;
          node.carried = false;
          edit.put(node);
          editor.changed(edit, node, JournalRecord.Action.CHANGE, node.changed, "");
          return null;
        });
  }

  @Override
  public void flush(Inode inode) throws IOException {
    acknowledgement.stored(file(inode));
  }

  @Override
  public void close() {}
}
