package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.openfiles.core.UploadId;

/// Removes what nobody will come back for: temporaries of runs that ended, uploads that rested too
/// long or whose object is there, and metadata of files that are gone.
final class Collector {
  /// Longer than any object takes from its sidecar to its publication.
  private static final Duration SIDECAR_AGE = Duration.ofDays(1);

  private final Interior interior;
  private final UploadFolders folders;
  private final Orphans orphans;

  Collector(Interior interior) {
    this.interior = interior;
    this.folders = new UploadFolders(interior);
    this.orphans = new Orphans(interior.reserved(), interior.lookup());
  }

  /// @param olderThan uploads that nothing was added to since then are dropped
  void collect(Instant olderThan) throws IOException {
    collectAtStart(olderThan);
    Instant dayAgo = interior.now().minus(SIDECAR_AGE);
    orphans.collect(dayAgo.isBefore(olderThan) ? dayAgo : olderThan);
  }

  /// The same without what may take long.
  void collectAtStart(Instant olderThan) throws IOException {
    Leftovers.collect(interior.reserved().temporary());
    for (String name : folders.unfinished()) {
      if (isResting(name, olderThan)) {
        folders.remove(name);
      }
    }
    for (UploadId id : folders.ids()) {
      Optional<UploadFolder> found = folders.find(id);
      if (found.isEmpty()) {
        folders.remove(id.value());
        continue;
      }
      try (UploadFolder folder = found.get()) {
        if (isResting(id.value(), olderThan) || isDone(folder)) {
          folders.drop(folder);
        }
      }
    }
  }

  private boolean isResting(String name, Instant olderThan) throws IOException {
    return folders.touched(name).map(touched -> touched.isBefore(olderThan)).orElse(false);
  }

  /// A crash came between the publication of the object and the end of the upload.
  private boolean isDone(UploadFolder folder) throws IOException {
    try (Found object = interior.lookup().open(folder.upload().key())) {
      return object
          .document()
          .facts()
          .flatMap(Facts::upload)
          .equals(Optional.of(folder.upload().id()));
    } catch (NoSuchFileException _) {
      return false;
    }
  }
}
