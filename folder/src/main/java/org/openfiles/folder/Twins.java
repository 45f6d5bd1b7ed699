package org.openfiles.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.Key;
import org.openfiles.posix.Fd;

/// Lets equal objects share their blocks: an upload that is byte for byte what was lately written
/// at some key becomes a clone of that file. Where the file system cannot clone, nothing happens.
///
/// An equal MD5 only makes it worth to compare; a clone is a file of its own, so nothing that
/// happens to the one shows in the other.
final class Twins {
  /// Smaller files take a block each, whatever is done.
  private static final long BYTES_MIN = 4097;

  private static final int REMEMBERED = 10_000;
  private static final int BUFFER_BYTES = 128 << 10;

  private final Lookup lookup;
  private final Temporaries temporaries;
  private final RecentMap<Bytes, Key> recent = new RecentMap<>(REMEMBERED);
  private volatile boolean possible;

  Twins(Lookup lookup, Temporaries temporaries, boolean wanted) {
    this.lookup = lookup;
    this.temporaries = temporaries;
    this.possible = wanted;
  }

  /// What was published at a key.
  void remember(Key key, Written written) {
    if (possible && written.size() >= BYTES_MIN) {
      recent.put(Bytes.of(written), key);
    }
  }

  /// A file with the same bytes that shares its blocks with an object, for the caller to publish or
  /// to close; empty where there is no such object.
  Optional<TempFile> of(TempFile file, Written written) throws IOException {
    Optional<Key> key = possible ? key(written) : Optional.empty();
    Optional<Found> found = key.isEmpty() ? Optional.empty() : lookup.find(key.get());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Found object = found.get()) {
      return object instanceof FoundFile other && other.status().size() == written.size()
          ? cloned(other.file(), file, written.size())
          : Optional.empty();
    }
  }

  private Optional<TempFile> cloned(Fd object, TempFile file, long size) throws IOException {
    TempFile clone = temporaries.create();
    boolean equal = false;
    try {
      possible = clone.file().cloneFrom(object);
      // The clone is compared, not the object: nobody else can change the clone afterwards.
      equal = possible && isEqual(clone.file(), file.file(), size);
      return equal ? Optional.of(clone) : Optional.empty();
    } finally {
      if (!equal) {
        clone.close();
      }
    }
  }

  private Optional<Key> key(Written written) {
    return written.size() < BYTES_MIN ? Optional.empty() : recent.get(Bytes.of(written));
  }

  /// What equal bytes have in common.
  private record Bytes(long size, Checksum md5) {
    static Bytes of(Written written) {
      return new Bytes(written.size(), written.md5());
    }
  }

  private static boolean isEqual(Fd one, Fd other, long size) throws IOException {
    if (one.status().size() != size) {
      return false;
    }
    ByteBuffer left = ByteBuffer.allocate(BUFFER_BYTES);
    ByteBuffer right = ByteBuffer.allocate(BUFFER_BYTES);
    long position = 0;
    while (position < size) {
      fill(one, left.clear(), position);
      fill(other, right.clear(), position);
      if (!left.flip().hasRemaining() || !left.equals(right.flip())) {
        return false;
      }
      position += left.remaining();
    }
    return true;
  }

  private static void fill(Fd file, ByteBuffer buffer, long position) throws IOException {
    while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) > 0) {}
  }
}
