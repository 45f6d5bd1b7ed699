package org.openfiles.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ListRequest.Start;
import org.openfiles.core.ObjectInfo;

/// A page of a listing while it is filled, in the order of keys.
final class PageInProgress {
  private final ListRequest request;
  private final List<ObjectInfo> objects = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private Start next = Start.BEGINNING;
  private boolean over;

  PageInProgress(ListRequest request) {
    this.request = request;
  }

  /// Adds an object, or what it is rolled up to.
  void add(ObjectInfo info) {
    String key = info.key().value();
    String delimiter = request.delimiter();
    int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, request.prefix().length());
    if (at >= 0) {
      add(key.substring(0, at + delimiter.length()));
    } else if (hasRoom()) {
      objects.add(info);
      next = new Start.AfterKey(key);
    }
  }

  /// Adds what some object is rolled up to.
  void add(String prefix) {
    boolean known = !prefixes.isEmpty() && prefixes.getLast().equals(prefix);
    if (!known && hasRoom()) {
      prefixes.add(prefix);
      next = new Start.AfterPrefix(prefix);
    }
  }

  private boolean hasRoom() {
    over = objects.size() + prefixes.size() == request.limit();
    return !over;
  }

  /// Whether something had no place in it.
  boolean isOver() {
    return over;
  }

  /// How many more entries show that it is full.
  int wanted() {
    long left = (long) request.limit() - objects.size() - prefixes.size() + 1;
    return (int) Math.min(Integer.MAX_VALUE, left);
  }

  /// Behind the last entry where that is a prefix: what else it stands for need not be looked at.
  Optional<Start> behindPrefix() {
    return next instanceof Start.AfterPrefix ? Optional.of(next) : Optional.empty();
  }

  ListPage done() {
    return new ListPage(objects, prefixes, over ? Optional.of(next) : Optional.empty());
  }
}
