package org.openfiles.folder;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Key;
import org.openfiles.posix.FileStatus;

/// The metadata of the objects that were looked at last, each good for one state of one file.
///
/// An entry is never trusted without the status of the open file, so other programs may change what
/// they like. Thread-safe; striped, since every read passes through.
final class MetadataCache {
  private static final int STRIPES = 16;

  private final Stripe[] stripes = new Stripe[STRIPES];

  /// @param path from the root of the bucket to the file
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Known(Place place, byte[] path, FileStatus status, Document document) {
    boolean holdsFor(FileStatus now) {
      return now.inode() == status.inode()
          && now.changedNanos() == status.changedNanos()
          && now.modifiedNanos() == status.modifiedNanos()
          && now.size() == status.size()
          && now.device() == status.device()
          && now.kind() == status.kind();
    }
  }

  MetadataCache(int entries) {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe((entries + STRIPES - 1) / STRIPES);
    }
  }

  Optional<Known> of(Key key) {
    return Optional.ofNullable(stripe(key).get(key));
  }

  void put(Key key, Known entry) {
    stripe(key).put(key, entry);
  }

  /// For changes of our own, which may fall into one tick of the file system's clock.
  void forget(Key key) {
    stripe(key).remove(key);
  }

  private Stripe stripe(Key key) {
    int hash = key.hashCode();
    return stripes[(hash ^ (hash >>> 16)) & (STRIPES - 1)];
  }

  private static final class Stripe {
    private final Map<Key, Known> entries;

    Stripe(int max) {
      this.entries =
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
              return size() > max;
            }
          };
    }

    synchronized @Nullable Known get(Key key) {
      return entries.get(key);
    }

    synchronized void remove(Key key) {
      entries.remove(key);
    }

    synchronized void put(Key key, Known entry) {
      entries.put(key, entry);
    }
  }
}
