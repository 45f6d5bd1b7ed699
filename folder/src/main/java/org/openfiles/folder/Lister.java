package org.openfiles.folder;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ListRequest.Start;
import org.openfiles.core.ObjectInfo;
import org.openfiles.posix.Directory;

/// The listings of a folder.
///
/// A page costs what it holds: only directories that it leads through are read, and a directory
/// that did not change is not read again. A change made by whomever is seen by the next page. What
/// other programs do to the folder in the meantime shows or does not; no key is given twice, and an
/// object that is there all the time is given, unless it makes way for a directory of its name just
/// while its own directory is read.
///
/// Hidden are `.openfiles`, temporaries, everything that is neither file nor directory, links that
/// lead out of the bucket, to nothing, or round in a circle, directories that we may not read, and
/// what would need a key of more than [Key#BYTES_MAX] bytes.
final class Lister {
  private final Bucket bucket;

  /// @param clock the wall clock, which stamps the changes of directories too
  /// @param cacheBytes how much memory the sorted names of directories may take
  Lister(Directory root, InfoReader infos, InstantSource clock, long cacheBytes) {
    this(root, infos, new TokenCache(clock, cacheBytes));
  }

  /// @param tokens may be those of many folders
  Lister(Directory root, InfoReader infos, TokenCache tokens) {
    this.bucket = new Bucket(root, infos, tokens, new Unreadable());
  }

  ListPage list(ListRequest request) throws IOException {
    byte[] prefix = KeyBytes.of(request.prefix());
    Optional<byte[]> bound = bound(prefix, request.start());
    if (bound.isEmpty()) {
      return new ListPage(List.of(), List.of(), Optional.empty());
    }
    Page page = new Page(request.limit());
    try (TreeWalk walk = new TreeWalk(bucket, bound.get(), page::window)) {
      walk.begin(prefix);
      byte[] delimiter = KeyBytes.of(request.delimiter());
      boolean more = fill(page, walk, prefix, delimiter);
      return page.toListPage(more);
    }
  }

  /// The least key that may be on the page; empty where none may.
  private static Optional<byte[]> bound(byte[] prefix, Start start) {
    byte[] bound =
        switch (start) {
          case Start.AfterKey after -> KeyBytes.after(KeyBytes.of(after.key()));
          case Start.AfterPrefix after when after.prefix().isEmpty() -> null;
          case Start.AfterPrefix after -> KeyBytes.afterAllWith(KeyBytes.of(after.prefix()));
        };
    if (bound == null || prefix.length > Key.BYTES_MAX) {
      return Optional.empty();
    }
    if (Arrays.compareUnsigned(bound, prefix) <= 0) {
      return Optional.of(prefix);
    }
    return KeyBytes.startsWith(bound, prefix) ? Optional.of(bound) : Optional.empty();
  }

  /// Answers whether there is more than the page has room for.
  private static boolean fill(Page page, TreeWalk walk, byte[] prefix, byte[] delimiter)
      throws IOException {
    while (walk.next()) {
      byte[] key = walk.key();
      if (!KeyBytes.startsWith(key, prefix)) {
        return false;
      }
      int rolledUp = rolledUp(key, prefix, delimiter);
      if (walk.isAtDirectory() && (rolledUp < 0 || walk.isAcrossBound())) {
        walk.enter();
      } else if (rolledUp < 0) {
        if (page.isFull()) {
          if (walk.hasFile()) {
            return true;
          }
        } else {
          walk.read().ifPresent(page::add);
        }
      } else if (walk.isAtDirectory() ? walk.hasObject() : walk.hasFile()) {
        if (page.isFull()) {
          return true;
        }
        byte[] common = Arrays.copyOf(key, rolledUp);
        page.add(KeyBytes.text(common));
        walk.skipTo(KeyBytes.afterAllWith(common));
      }
    }
    return false;
  }

  /// How much of a key it is rolled up to; -1 where it isn't.
  private static int rolledUp(byte[] key, byte[] prefix, byte[] delimiter) {
    int at = delimiter.length == 0 ? -1 : KeyBytes.indexOf(key, delimiter, prefix.length);
    return at < 0 ? -1 : at + delimiter.length;
  }

  /// The page as far as it is filled.
  private static final class Page {
    private static final int WINDOW_MAX = 10_000;

    private final int limit;
    private final List<ObjectInfo> objects = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private Start next = Start.BEGINNING;

    Page(int limit) {
      this.limit = limit;
    }

    boolean isFull() {
      return size() == limit;
    }

    private int size() {
      return objects.size() + prefixes.size();
    }

    /// What fits, and one to know whether there's more.
    int window() {
      return Math.min(WINDOW_MAX, limit - size()) + 1;
    }

    void add(ObjectInfo object) {
      objects.add(object);
      next = new Start.AfterKey(object.key().value());
    }

    void add(String prefix) {
      prefixes.add(prefix);
      next = new Start.AfterPrefix(prefix);
    }

    ListPage toListPage(boolean more) {
      return new ListPage(objects, prefixes, more ? Optional.of(next) : Optional.empty());
    }
  }
}
