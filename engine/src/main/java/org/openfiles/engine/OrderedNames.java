package org.openfiles.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The live names of a directory in the order of their keys, a portion at a time.
///
/// Rows are in that order but for those of very long components: such a row has only the beginning
/// of one, and all of the same beginning are read and put in order together.
///
/// @param next where the next portion begins; empty at the end
record OrderedNames(List<Named> names, Optional<String> next) {

  /// @param text the part of the key, for a directory with its slash
  record Named(String text, Node node) {
    String latin() {
      return ListedRange.latin(text);
    }
  }

  /// The row to begin with so that nothing is missed that is at, behind or below a place.
  ///
  /// @param latin the place, relative to the directory
  static String rowOf(String latin) {
    int slash = latin.indexOf('/');
    return Component.rowHead(slash < 0 ? latin : latin.substring(0, slash + 1));
  }

  static OrderedNames read(Rows rows, long directory, String from, int count) throws IOException {
    List<Rows.Child> children = rows.children(directory, Latin.bytes(from), count);
    boolean more = children.size() == count;
    while (more && Component.isDigestRow(children.getLast().row())) {
      // The rest of its like.
      List<Rows.Child> rest =
          rows.children(directory, Latin.bytes(children.getLast().row() + "\0"), count);
      children.addAll(rest);
      more = rest.size() == count;
    }
    List<Named> names = new ArrayList<>();
    List<Named> alike = new ArrayList<>();
    String head = "";
    for (Rows.Child child : children) {
      String row = child.row();
      boolean digest = Component.isDigestRow(row);
      if (!digest || !Component.rowHead(row).equals(head)) {
        settle(names, alike);
      }
      if (child.entry() instanceof Entry.Live live) {
        Node node = rows.node(live.node());
        Named named = new Named(live.directory() ? node.component + "/" : node.component, node);
        (digest ? alike : names).add(named);
      }
      head = digest ? Component.rowHead(row) : "";
    }
    settle(names, alike);
    return new OrderedNames(
        names, more ? Optional.of(children.getLast().row() + "\0") : Optional.empty());
  }

  private static void settle(List<Named> names, List<Named> alike) {
    alike.sort(Comparator.comparing(Named::latin));
    names.addAll(alike);
    alike.clear();
  }
}
