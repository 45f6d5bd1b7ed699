package org.openfiles.engine;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.FileKind;
import org.openfiles.core.ObjectInfo;

/// What the store says of single keys, brought into the index.
final class KeyMerge {
  private static final int DIRECTORY_MODE = 0755;

  private final Editor editor;
  private final Merger merger;

  KeyMerge(Editor editor, Merger merger) {
    this.editor = editor;
    this.merger = merger;
  }

  /// Whether what lies in a directory is what the store has below the directory's own key.
  static boolean isPlain(Node directory) {
    return directory.origins.isEmpty() && directory.masked.isEmpty() && !directory.localOnly;
  }

  /// An object, or that there is none.
  ///
  /// @param stamp when the store was asked
  void object(Edit edit, String key, Optional<ObjectInfo> there, long stamp) throws IOException {
    listed(edit, key, there, stamp);
    if (there.isPresent()) {
      remember(edit, key, there.get());
    }
  }

  /// As [#object], told by a listing, which says nothing of metadata.
  void listed(Edit edit, String key, Optional<ObjectInfo> there, long stamp) throws IOException {
    int slash = key.lastIndexOf('/') + 1;
    Node directory = directory(edit, key.substring(0, slash), there.isPresent());
    if (directory == null) {
      return;
    }
    String text = key.substring(slash);
    String source = key.substring(0, slash);
    boolean marker = text.isEmpty() && there.filter(info -> info.size() > 0).isEmpty();
    if (marker) {
      merger.mark(edit, directory, source, there, stamp);
      edit.put(directory);
    }
    if (!text.isEmpty() || there.isEmpty() || !marker) {
      ListedPage.Item item = new ListedPage.Item(new Component(text, false), there);
      merger.merge(edit, directory.number, item, source, stamp);
    }
  }

  /// Keeps what the store tells of the version that the index has.
  private static void remember(Edit edit, String key, ObjectInfo info) throws IOException {
    Node node = ShownObjects.at(edit, key);
    if (node != null
        && node.base.map(Version::etag).equals(Optional.of(info.etag()))
        && edit.object(node).isEmpty()) {
      ObjectRow row = ObjectRow.of(info);
      edit.put(node, node.bytesChanged ? row.withoutFacts() : row);
    }
  }

  /// A directory that is listed, or is not.
  ///
  /// @param key with its slash
  void directory(Edit edit, String key, boolean there, long stamp) throws IOException {
    int slash = key.lastIndexOf('/', key.length() - 2) + 1;
    Node parent = directory(edit, key.substring(0, slash), there);
    if (parent == null) {
      return;
    }
    Component component = new Component(key.substring(slash, key.length() - 1), true);
    Node known = edit.child(parent.number, component);
    if (there) {
      merger.merge(
          edit,
          parent.number,
          new ListedPage.Item(component, Optional.empty()),
          key.substring(0, slash),
          stamp);
    } else if (known != null && isPlain(known)) {
      merger.unlistedDirectory(edit, known, stamp);
    }
  }

  /// The directory at a key that is empty or ends with a slash; null where what the store has there
  /// is of no concern, or where it is not there and is not to be made.
  private @Nullable Node directory(Edit edit, String key, boolean make) throws IOException {
    Node at = edit.node(Index.ROOT);
    for (int begin = 0; begin < key.length(); ) {
      if (!isPlain(at)) {
        return null;
      }
      int slash = key.indexOf('/', begin);
      Component component = new Component(key.substring(begin, slash), true);
      switch (edit.entry(at.number, component.rowKey())) {
        case Entry.Live live -> at = edit.node(live.node());
        case Entry.Gone _ -> {
          return null;
        }
        case null -> {
          if (!make || RemoteStore.isReserved(key)) {
            return null;
          }
          Node made = edit.newNode(FileKind.DIRECTORY);
          made.mode = DIRECTORY_MODE;
          made.modified = editor.now();
          made.changed = made.modified;
          edit.place(made, at.number, component);
          edit.put(made);
          at = made;
        }
      }
      begin = slash + 1;
    }
    return isPlain(at) ? at : null;
  }
}
