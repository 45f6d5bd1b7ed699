package org.openfiles.engine;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest.Start;
import org.openfiles.core.ObjectInfo;

/// Takes single pages of the store's listing into the index. Where a page tells nothing new, the
/// index is only read.
final class ListingImport {
  private static final int PAGE = 1000;
  private static final int LEAST = 10;

  private final Index index;
  private final RemoteStore remote;
  private final KeyMerge merge;

  ListingImport(Index index, RemoteStore remote, KeyMerge merge) {
    this.index = index;
    this.remote = remote;
    this.merge = merge;
  }

  /// Makes the index right about the keys of a prefix from a place on, as far as one page of the
  /// store goes. Answers what comes after that.
  ///
  /// @param delimiter the store rolls keys up by `/` alone; for others it tells all of them
  Optional<ListedRange> bring(String prefix, String delimiter, ListedRange range, int wanted)
      throws IOException {
    boolean shallow = delimiter.equals("/");
    int limit = Math.clamp(wanted, LEAST, PAGE);
    long stamp = index.stamp();
    ListPage page = remote.list(prefix, shallow ? "/" : "", remote.start(range.start()), limit);
    Optional<ListedRange> rest = page.next().map(remote::localStart).map(ListedRange::of);
    Told told = new Told(prefix, shallow, range, rest.map(ListedRange::from), objects(page), page);
    Changes changes = index.read(rows -> changes(rows, told));
    if (!changes.isEmpty()) {
      index.change(
          edit -> {
            apply(edit, changes, stamp);
            return null;
          });
    }
    return rest.map(each -> skipped(page, each));
  }

  /// What the store says of a range.
  ///
  /// @param end what is not in it any more
  private record Told(
      String prefix,
      boolean shallow,
      ListedRange range,
      Optional<String> end,
      Map<String, ObjectInfo> objects,
      ListPage page) {}

  private Map<String, ObjectInfo> objects(ListPage page) {
    Map<String, ObjectInfo> objects = new HashMap<>();
    for (ObjectInfo info : page.objects()) {
      String key = remote.local(info.key().value());
      if (!key.isEmpty() && !RemoteStore.isReserved(key)) {
        objects.put(key, info);
      }
    }
    return objects;
  }

  /// What the index is to be told.
  private record Changes(
      Map<String, Optional<ObjectInfo>> objects, Map<String, Boolean> directories) {
    boolean isEmpty() {
      return objects.isEmpty() && directories.isEmpty();
    }
  }

  private Changes changes(Rows rows, Told told) throws IOException {
    Changes changes = new Changes(new HashMap<>(), new HashMap<>());
    for (Map.Entry<String, ObjectInfo> each : told.objects().entrySet()) {
      if (differs(rows, each.getKey(), each.getValue())) {
        changes.objects().put(each.getKey(), Optional.of(each.getValue()));
      }
    }
    Set<String> directories = new HashSet<>();
    for (String prefix : told.page().prefixes()) {
      String key = remote.local(prefix);
      directories.add(key);
      if (!RemoteStore.isReserved(key) && rows.locate(key) == null) {
        changes.directories().put(key, true);
      }
    }
    new KnownKeys(rows, told.prefix(), told.shallow(), told.range(), told.end())
        .tell(
            new KnownKeys.Visitor() {
              @Override
              public void object(String key) {
                if (!told.objects().containsKey(key)) {
                  changes.objects().put(key, Optional.empty());
                }
              }

              @Override
              public void directory(String key) {
                if (!directories.contains(key)) {
                  changes.directories().put(key, false);
                }
              }
            });
    return changes;
  }

  private static boolean differs(Rows rows, String key, ObjectInfo info) throws IOException {
    Node node = ShownObjects.at(rows, key);
    if (node == null) {
      return true;
    }
    return !rows.isPending(node.number)
        && !node.base.map(Version::etag).equals(Optional.of(info.etag()));
  }

  private void apply(Edit edit, Changes changes, long stamp) throws IOException {
    for (Map.Entry<String, Optional<ObjectInfo>> each : changes.objects().entrySet()) {
      merge.listed(edit, each.getKey(), each.getValue(), stamp);
    }
    for (Map.Entry<String, Boolean> each : changes.directories().entrySet()) {
      merge.directory(edit, each.getKey(), each.getValue(), stamp);
    }
  }

  /// Behind what no door shows, where the page ends in that.
  private ListedRange skipped(ListPage page, ListedRange rest) {
    boolean reserved =
        !page.objects().isEmpty()
            && page.prefixes().isEmpty()
            && RemoteStore.isReserved(remote.local(page.objects().getLast().key().value()));
    return reserved ? ListedRange.of(new Start.AfterPrefix(RemoteStore.RESERVED)) : rest;
  }
}
