package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.Optional;
import org.openfiles.posix.Directory;
import org.openfiles.posix.FileStatus;

/// The state of a directory, and of the directories with the ends of its long names, before it was
/// scanned.
record Snapshot(List<Part> parts) {
  private static final int PART_BYTES = 120;

  /// One directory, by its path from the first.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Part(byte[] path, Stamp stamp) {}

  Snapshot {
    parts = List.copyOf(parts);
  }

  /// How much memory it takes.
  long bytes() {
    long bytes = 0;
    for (Part part : parts) {
      bytes += part.path.length + PART_BYTES;
    }
    return bytes;
  }

  /// Whether all is as it was.
  boolean isCurrent(Directory directory) throws IOException {
    for (Part part : parts) {
      Optional<FileStatus> status = directory.statusIfPresent(part.path, LinkOption.NOFOLLOW_LINKS);
      if (status.isEmpty() || !Stamp.of(status.get()).equals(part.stamp)) {
        return false;
      }
    }
    return true;
  }

  /// Whether every change after an instant will show in [#isCurrent].
  boolean isSettledAt(long epochNanos) {
    return parts.stream().allMatch(part -> part.stamp.isSettledAt(epochNanos));
  }
}
