package org.openfiles.engine;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the index has, of what the store had when it was last asked, in a range of keys.
///
/// @param shallow directories below that of the prefix are not gone into, but told
/// @param end what is not in the range any more
record KnownKeys(
    Rows rows, String prefix, boolean shallow, ListedRange range, Optional<String> end) {
  private static final int PORTION = 500;

  /// Who is told.
  interface Visitor {
    void object(String key);

    /// A directory that is not gone into; its key has its slash.
    void directory(String key);
  }

  void tell(Visitor visitor) throws IOException {
    String key = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    Node directory = locatePlain(key);
    if (directory != null) {
      var _ = tell(directory, key, visitor);
    }
  }

  private @Nullable Node locatePlain(String key) throws IOException {
    Node at = rows.node(Index.ROOT);
    int begin = 0;
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', begin)) {
      Node child = rows.child(at.number, new Component(key.substring(begin, slash), true));
      if (child == null || !KeyMerge.isPlain(child)) {
        return null;
      }
      at = child;
      begin = slash + 1;
    }
    return at;
  }

  /// False behind the end of the range.
  private boolean tell(Node directory, String key, Visitor visitor) throws IOException {
    String latin = ListedRange.latin(key);
    if (isIn(key, latin) && isTheStores(directory, key)) {
      visitor.object(key);
    }
    Optional<String> next = Optional.of(OrderedNames.rowOf(relative(latin)));
    while (next.isPresent()) {
      OrderedNames names = OrderedNames.read(rows, directory.number, next.get(), PORTION);
      for (OrderedNames.Named name : names.names()) {
        String child = key + name.text();
        String childLatin = latin + name.latin();
        if (isBehind(childLatin)) {
          return false;
        }
        if (!name.node().isDirectory()) {
          if (isIn(child, childLatin) && isTheStores(name.node(), child)) {
            visitor.object(child);
          }
        } else if (KeyMerge.isPlain(name.node()) && range.reaches(childLatin)) {
          if (shallow && child.startsWith(prefix)) {
            if (range.contains(childLatin)) {
              visitor.directory(child);
            }
          } else if (isRelated(child) && !tell(name.node(), child, visitor)) {
            return false;
          }
        }
      }
      next = names.next();
    }
    return true;
  }

  private String relative(String latin) {
    return range.from().startsWith(latin) ? range.from().substring(latin.length()) : "";
  }

  private boolean isRelated(String directory) {
    return directory.startsWith(prefix) || prefix.startsWith(directory);
  }

  private boolean isIn(String key, String latin) {
    return !key.isEmpty() && key.startsWith(prefix) && range.contains(latin) && !isBehind(latin);
  }

  private boolean isBehind(String latin) {
    return end.filter(each -> latin.compareTo(each) >= 0).isPresent();
  }

  private boolean isTheStores(Node node, String key) throws IOException {
    return node.base.map(Version::key).equals(Optional.of(key)) && !rows.isPending(node.number);
  }
}
