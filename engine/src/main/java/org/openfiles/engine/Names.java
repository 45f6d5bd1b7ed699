package org.openfiles.engine;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Name;

/// Which component of a directory a file name means, and the other way.
final class Names {
  private static final int PORTION = 1000;

  private Names() {}

  /// What a name stands for in a directory, whether or not it is there; a directory goes before a
  /// file of the same component.
  ///
  /// @throws IllegalArgumentException when nothing can be called so
  static Component component(Rows rows, long directory, Name name, boolean makeDirectory)
      throws IOException {
    if (Component.isDigest(name)) {
      Component found = search(rows, directory, name);
      if (found == null) {
        throw new IllegalArgumentException("no new file can be called so: " + name);
      }
      return found;
    }
    if (Component.isEscaped(name)) {
      return Component.unescape(name);
    }
    Component asDirectory = new Component(name.value(), true);
    Component asFile = new Component(name.value(), false);
    if (isLive(rows, directory, asDirectory)) {
      return asDirectory;
    }
    return isLive(rows, directory, asFile) || !makeDirectory ? asFile : asDirectory;
  }

  /// The inode that a name means; null where there is none.
  static @Nullable Node find(Rows rows, long directory, Name name) throws IOException {
    if (Component.isDigest(name)) {
      Component found = search(rows, directory, name);
      return found == null ? null : rows.child(directory, found);
    }
    try {
      return rows.child(directory, component(rows, directory, name, false));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// What a node is called in its directory.
  static Name name(Rows rows, Node node) throws IOException {
    Component component = new Component(node.component, node.isDirectory());
    boolean beside =
        !node.isDirectory() && isLive(rows, node.parent, new Component(node.component, true));
    return beside ? component.escaped() : component.name();
  }

  private static boolean isLive(Rows rows, long directory, Component component) throws IOException {
    return rows.entry(directory, component.rowKey()) instanceof Entry.Live;
  }

  private static @Nullable Component search(Rows rows, long directory, Name name)
      throws IOException {
    byte[] from = {};
    while (true) {
      List<Rows.Child> page = rows.children(directory, from, PORTION);
      for (Rows.Child child : page) {
        if (child.entry() instanceof Entry.Live live) {
          Component component = new Component(rows.node(live.node()).component, live.directory());
          if (component.escaped().equals(name)) {
            return component;
          }
        }
      }
      if (page.size() < PORTION) {
        return null;
      }
      from = Latin.bytes(page.getLast().row() + "\0");
    }
  }
}
