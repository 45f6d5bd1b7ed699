package org.openfiles.folder;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.openfiles.core.ConflictException;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.Precondition;
import org.openfiles.posix.Directory;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileStatus;

/// Keeps empty objects that mark a directory (`d/`) with that directory itself, in its extended
/// attribute: other programs see a directory and nothing else.
final class Markers {
  private static final int ATTEMPTS = 100;

  private final Interior interior;

  Markers(Interior interior) {
    this.interior = interior;
  }

  /// Marks the directory. Empty where that is not possible (no attributes, no room, or the marker
  /// is a file already), and it has to be a file.
  Optional<ObjectInfo> put(
      Key key,
      ObjectMetadata metadata,
      Written written,
      Instant modified,
      Precondition precondition)
      throws IOException {
    KeyPath path = KeyPaths.of(key);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (Directory directory =
              interior.directories().make(key, path.plain().directories(), interior.clearing());
          Fd self = directory.openSelf()) {
        try (KeyLocks.Held _ = interior.hold(key)) {
          Preconditions.check(key, precondition, interior.lookup());
          FileStatus status = self.status();
          if (status.links() == 0) {
            // Removed since it was opened.
            continue;
          }
          Facts facts = facts(status, written, modified);
          Document document = new Document(metadata, Optional.of(facts));
          if (isFile(path) || !interior.metadata().writeToDirectory(self, status, document)) {
            return Optional.empty();
          }
          if (interior.options().fsync()) {
            self.sync();
          }
          return Optional.of(Infos.ofMarker(key, document, facts));
        }
      }
    }
    throw new ConflictException(key.value(), "its directory comes and goes");
  }

  /// Changes what is kept with a marker; false where it does not fit.
  boolean update(FoundMarker marker, Document document) throws IOException {
    boolean written =
        interior.metadata().writeToDirectory(marker.directory(), marker.status(), document);
    if (written && interior.options().fsync()) {
      marker.directory().sync();
    }
    return written;
  }

  /// Makes the directory an ordinary one. The caller holds the lock of the marker.
  boolean unmark(Directory directory) throws IOException {
    try (Fd self = directory.openSelf()) {
      boolean removed = interior.metadata().removeFromDirectory(self, self.status());
      if (removed && interior.options().fsync()) {
        self.sync();
      }
      return removed;
    }
  }

  private boolean isFile(KeyPath path) throws IOException {
    return Occupant.at(interior.root(), path.plain()) instanceof Occupant.File
        || Occupant.at(interior.root(), path.clash()) instanceof Occupant.File;
  }

  private static Facts facts(FileStatus status, Written written, Instant modified) {
    long nanos = Nanos.of(modified);
    return Facts.whole(
        new Identity(0, status.inode(), nanos, nanos), written.etag(), written.checksums());
  }
}
