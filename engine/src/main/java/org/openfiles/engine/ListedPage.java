package org.openfiles.engine;

import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import org.openfiles.core.ListPage;
import org.openfiles.core.ObjectInfo;

/// One page of the listing of a directory's prefix, by the rows that it speaks of.
///
/// @param items by row, in order
/// @param marker the object whose key is the prefix itself, if it is in this page
record ListedPage(
    String source, TreeMap<String, Item> items, Optional<ObjectInfo> marker, ListPage page) {

  /// What is listed: an object, or for a directory nothing but its name.
  record Item(Component component, Optional<ObjectInfo> object) {}

  static ListedPage of(ListPage page, RemoteStore remote, String source) {
    TreeMap<String, Item> items = new TreeMap<>(Comparator.naturalOrder());
    Optional<ObjectInfo> marker = Optional.empty();
    for (ObjectInfo info : page.objects()) {
      String text = remote.local(info.key().value()).substring(source.length());
      if (text.isEmpty() && info.size() == 0) {
        marker = Optional.of(info);
      } else {
        add(items, new Item(new Component(text, false), Optional.of(info)));
      }
    }
    for (String prefix : page.prefixes()) {
      String key = remote.local(prefix);
      if (!RemoteStore.isReserved(key)) {
        String text = key.substring(source.length(), key.length() - 1);
        add(items, new Item(new Component(text, true), Optional.empty()));
      }
    }
    return new ListedPage(source, items, marker, page);
  }

  private static void add(TreeMap<String, Item> items, Item item) {
    items.put(Latin.text(item.component().rowKey()), item);
  }

  /// Up to which row the page speaks; empty when it speaks of all that follow.
  Optional<String> end() {
    return page.next().isEmpty() || items.isEmpty()
        ? Optional.empty()
        : Optional.of(items.lastKey());
  }
}
