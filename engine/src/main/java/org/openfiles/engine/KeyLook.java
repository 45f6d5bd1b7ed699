package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.ObjectInfo;

/// Makes the index right about one key: by what was listed or asked within the time that a listing
/// is good for, else by one request. What waits for its export is right as it is.
final class KeyLook {
  private static final int SEEN_MAX = 100_000;

  private final Index index;
  private final RemoteStore remote;
  private final Editor editor;
  private final Importer importer;
  private final KeyMerge merge;
  private final long ttl;
  private final Map<String, Long> seen = new LinkedHashMap<>();

  KeyLook(
      Index index,
      RemoteStore remote,
      Editor editor,
      Importer importer,
      KeyMerge merge,
      Duration ttl) {
    this.index = index;
    this.remote = remote;
    this.editor = editor;
    this.importer = importer;
    this.merge = merge;
    this.ttl = ttl.toNanos();
  }

  /// What has to be done before the index is right about a key.
  private sealed interface Step {
    /// Nothing.
    record None() implements Step {}

    /// The store has to be asked for this object.
    record Ask() implements Step {}

    /// These directories have to be listed: some of them were renamed, and their objects lie
    /// elsewhere still.
    record Renew(List<Long> directories) implements Step {}
  }

  void freshen(String key) throws IOException {
    freshen(key, ttl);
  }

  /// Asks the store however fresh the index is.
  void ask(String key) throws IOException {
    freshen(key, 0);
  }

  private void freshen(String key, long maxAge) throws IOException {
    while (true) {
      switch (index.read(rows -> step(rows, key, maxAge))) {
        case Step.None() -> {
          return;
        }
        case Step.Ask() -> {
          head(key);
          return;
        }
        case Step.Renew(List<Long> directories) -> {
          int before = directories.size();
          for (long directory : directories) {
            importer.freshen(directory);
          }
          // Listing one may have shown the next below it.
          if (index.read(rows -> path(rows, key).size()) <= before) {
            return;
          }
        }
      }
    }
  }

  private Step step(Rows rows, String key, long maxAge) throws IOException {
    List<Node> path = path(rows, key);
    Node last = path.getLast();
    boolean plain = path.stream().allMatch(KeyMerge::isPlain);
    String below = rows.key(last).orElse("");
    if (!key.startsWith(below) || rows.isLocalOnly(last)) {
      return new Step.None();
    }
    String rest = key.substring(below.length());
    int slash = rest.indexOf('/');
    Component next = new Component(slash < 0 ? rest : rest.substring(0, slash), slash >= 0);
    if (isOurs(rows, last, next)) {
      return new Step.None();
    }
    if (!plain) {
      return new Step.Renew(path.stream().map(node -> node.number).toList());
    }
    long since = editor.now() - maxAge;
    boolean fresh = maxAge > 0 && (last.listed > since || lastSeen(key) > since);
    return fresh ? new Step.None() : new Step.Ask();
  }

  /// Whether what is at a name was changed here, and goes before what the store has.
  private static boolean isOurs(Rows rows, Node directory, Component name) throws IOException {
    return switch (rows.entry(directory.number, name.rowKey())) {
      case Entry.Gone _ -> true;
      case Entry.Live live -> rows.isPending(live.node());
      case null -> name.equals(Component.MARKER) && rows.isPending(directory.number);
    };
  }

  /// The directories that a key leads through, as far as they are known.
  private static List<Node> path(Rows rows, String key) throws IOException {
    List<Node> path = new ArrayList<>();
    Node at = rows.node(Index.ROOT);
    path.add(at);
    int begin = 0;
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', begin)) {
      Node child = rows.child(at.number, new Component(key.substring(begin, slash), true));
      if (child == null) {
        break;
      }
      path.add(child);
      at = child;
      begin = slash + 1;
    }
    return path;
  }

  private void head(String key) throws IOException {
    long asked = editor.now();
    long stamp = index.stamp();
    Optional<ObjectInfo> there;
    try {
      there = Optional.of(remote.head(key));
    } catch (NoSuchFileException _) {
      there = Optional.empty();
    }
    Optional<ObjectInfo> found = there;
    if (!index.read(rows -> isKnown(rows, key, found))) {
      index.change(
          edit -> {
            merge.object(edit, key, found, stamp);
            return null;
          });
    }
    see(key, asked);
  }

  private static boolean isKnown(Rows rows, String key, Optional<ObjectInfo> there)
      throws IOException {
    Node node = ShownObjects.at(rows, key);
    if (node == null || (node.isDirectory() && !node.hasMarker())) {
      return there.isEmpty();
    }
    return there.isPresent()
        && node.base.map(Version::etag).equals(Optional.of(there.get().etag()))
        && rows.object(node).isPresent();
  }

  private long lastSeen(String key) {
    synchronized (seen) {
      return seen.getOrDefault(key, Long.MIN_VALUE);
    }
  }

  private void see(String key, long time) {
    synchronized (seen) {
      seen.remove(key);
      seen.put(key, time);
      if (seen.size() > SEEN_MAX) {
        seen.remove(seen.keySet().iterator().next());
      }
    }
  }
}
