package org.openfiles.engine;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ConflictException;
import org.openfiles.core.FileKind;
import org.openfiles.core.IsDirectoryException;
import org.openfiles.core.ObjectReader;
import org.openfiles.engine.content.Base;
import org.openfiles.engine.content.Content;
import org.openfiles.engine.content.ContentCache;

/// The files that are open, each once however many have it open.
final class OpenFiles {
  private final Index index;
  private final ContentCache contents;
  private final RemoteStore remote;
  private final Editor editor;
  private final Map<Long, Held> held = new HashMap<>();

  OpenFiles(Index index, ContentCache contents, RemoteStore remote, Editor editor) {
    this.index = index;
    this.contents = contents;
    this.remote = remote;
    this.editor = editor;
  }

  private static final class Held {
    final OpenFile file;
    int users;

    Held(OpenFile file) {
      this.file = file;
    }
  }

  /// Opens the present version of a file; the caller releases it.
  OpenFile open(long number) throws IOException {
    while (true) {
      Node node = index.read(rows -> rows.node(number));
      if (node.isDirectory()) {
        throw new IsDirectoryException("/" + index.read(rows -> rows.key(node)).orElse(""));
      }
      if (node.kind != FileKind.FILE) {
        throw new IOException("not a file: inode " + number);
      }
      if (node.content == 0) {
        assignContent(number);
        continue;
      }
      synchronized (held) {
        Held known = held.get(node.content);
        if (known != null) {
          known.users++;
          return known.file;
        }
      }
      Content content = contents.open(node.content, () -> base(number, node.content));
      Optional<OpenFile> opened = hold(number, content);
      if (opened.isPresent()) {
        return opened.get();
      }
    }
  }

  /// Empty where the file has got another content meanwhile, and is to be opened anew.
  private Optional<OpenFile> hold(long number, Content content) throws IOException {
    synchronized (held) {
      Held known = held.get(content.id());
      if (known != null) {
        known.users++;
        content.close();
        return Optional.of(known.file);
      }
      // As it is now: others may have written to it and closed it since it was looked up.
      Node node = index.read(rows -> rows.nodeOrNull(number));
      if (node == null || node.content != content.id()) {
        content.close();
        return Optional.empty();
      }
      Held entry = new Held(new OpenFile(node, content, new Marking()));
      entry.users = 1;
      held.put(node.content, entry);
      return Optional.of(entry.file);
    }
  }

  /// The version that the clean bytes of a content are those of.
  private Base base(long number, long content) throws IOException {
    Node node = index.read(rows -> rows.node(number));
    if (node.base.isEmpty() || node.content != content) {
      return Base.NONE;
    }
    return new Pinned(remote, node.base.get());
  }

  /// Bytes of one version of an object.
  record Pinned(RemoteStore remote, Version version) implements Base {
    @Override
    public long size() {
      return version.size();
    }

    @Override
    public ObjectReader open(long position, long length) throws IOException {
      return remote.open(version, position, length);
    }
  }

  private void assignContent(long number) throws IOException {
    index.change(
        edit -> {
          Node node = edit.node(number);
          if (node.content == 0) {
            node.content = edit.newContent();
            edit.put(node);
          }
          return null;
        });
  }

  /// Lets go of a file. One that has no name is gone with its last user.
  void release(OpenFile file) throws IOException {
    synchronized (held) {
      Held entry = held.get(file.contentId);
      if (entry == null || --entry.users > 0) {
        return;
      }
      held.remove(file.contentId);
    }
    file.content().close();
    collect(file.node);
  }

  /// Records that the bytes of a file that are not here are at another key, whatever is read of it
  /// meanwhile.
  ///
  /// @param record answers whether it is so
  boolean rebase(long number, Version version, Index.Edition<Boolean> record) throws IOException {
    OpenFile file = open(number);
    try {
      boolean done = index.change(record);
      if (done) {
        file.content().rebase(new Pinned(remote, version));
      }
      return done;
    } finally {
      release(file);
    }
  }

  /// The file as it is at this moment.
  FrozenFile freeze(OpenFile file) {
    return file.freeze(
        new FrozenFile.Aside() {
          @Override
          public Content open() throws IOException {
            return contents.open(index.change(Edit::newContent), () -> Base.NONE);
          }

          @Override
          public void drop(Content copies) throws IOException {
            copies.close();
            index.change(
                edit -> {
                  contents.remove(copies.id(), edit.transaction());
                  return null;
                });
          }
        });
  }

  /// What is open of a file; null where nobody has it open.
  @Nullable OpenFile present(long content) {
    synchronized (held) {
      Held entry = held.get(content);
      return entry == null ? null : entry.file;
    }
  }

  /// Removes a node that has no name, if nobody has it open.
  void collect(long number) throws IOException {
    index.change(
        edit -> {
          Node node = edit.nodeOrNull(number);
          if (node == null || node.parent != 0 || !node.left.isEmpty()) {
            return null;
          }
          if (node.content == 0 || present(node.content) == null) {
            edit.adopted(number);
            edit.remove(node);
            if (node.content != 0) {
              contents.remove(node.content, edit.transaction());
            }
          }
          return null;
        });
  }

  /// Brings into the index what was written to a file.
  void commit(OpenFile file, boolean force) throws IOException {
    if (!force && !file.isUncommitted()) {
      return;
    }
    file.content().sync();
    file.commit(
        force,
        state ->
            index.change(
                edit -> {
                  Node node = edit.nodeOrNull(file.node);
                  if (node != null && node.content != file.contentId) {
                    throw stale(edit, node);
                  }
                  file.content().commit(edit.transaction());
                  if (node != null) {
                    if (state.written() > node.written) {
                      node.size = state.size();
                      node.modified = state.modified();
                      node.changed = state.modified();
                      node.written = state.written();
                      edit.put(node);
                    }
                    if (state.dirty()) {
                      editor.written(edit, node);
                    }
                  }
                  return true;
                }));
  }

  private static ConflictException stale(Rows rows, Node node) throws IOException {
    return new ConflictException(
        "/" + rows.key(node).orElse(""), "it was replaced as a whole while the file was open");
  }

  private final class Marking implements OpenFile.Dirtying {
    @Override
    public void begin(OpenFile file) throws IOException {
      index.change(
          edit -> {
            Node node = edit.nodeOrNull(file.node);
            if (node != null && node.content == file.contentId && node.parent != 0) {
              node.bytesChanged = true;
              edit.put(node);
              Optional<ObjectRow> object = edit.object(node);
              if (object.isPresent()) {
                edit.put(node, object.get().withoutFacts());
              }
              editor.changed(edit, node, JournalRecord.Action.BEGIN, editor.now(), "");
            } else if (node != null && node.content != file.contentId) {
              throw stale(edit, node);
            }
            return null;
          });
    }

    @Override
    public long now() {
      return editor.now();
    }
  }
}
