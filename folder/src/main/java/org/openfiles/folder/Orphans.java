package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openfiles.core.Key;
import org.openfiles.posix.Directory;
import org.openfiles.posix.FileName;
import org.openfiles.posix.FileStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes sidecars whose file is gone: another program removed it, or a crash came between two
/// steps of ours.
final class Orphans {
  private static final Pattern SIDECAR =
      Pattern.compile("[0-9a-f]{64}-(-?[0-9]{1,20})(?:\\.parts)?\\.json");
  private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

  private final Reserved reserved;
  private final Lookup lookup;

  Orphans(Reserved reserved, Lookup lookup) {
    this.reserved = reserved;
    this.lookup = lookup;
  }

  /// @param olderThan younger ones may belong to an object that is about to be published
  void collect(Instant olderThan) throws IOException {
    Optional<Directory> directory = reserved.metadata().ifPresent();
    if (directory.isEmpty()) {
      return;
    }
    for (byte[] name : Leftovers.names(directory.get())) {
      Matcher matcher = SIDECAR.matcher(FileName.display(name));
      if (matcher.matches()
          && isOlder(directory.get(), name, olderThan)
          && isOrphan(directory.get(), name, Long.parseLong(matcher.group(1)))) {
        remove(directory.get(), name);
      }
    }
  }

  private static boolean isOlder(Directory directory, byte[] name, Instant olderThan)
      throws IOException {
    Optional<FileStatus> status = directory.statusIfPresent(name);
    return status.isPresent() && status.get().modified().isBefore(olderThan);
  }

  private boolean isOrphan(Directory directory, byte[] name, long inode) throws IOException {
    Optional<Key> key;
    try {
      Optional<byte[]> bytes = SmallFiles.read(directory, name);
      key = bytes.isEmpty() ? Optional.empty() : DocumentReader.readKey(bytes.get());
    } catch (MalformedDocumentException e) {
      LOG.warn("a damaged sidecar stays: name={}", FileName.display(name), e);
      return false;
    }
    if (key.isEmpty()) {
      return false;
    }
    try (Found found = lookup.open(key.get())) {
      return !(found instanceof FoundFile file) || file.status().inode() != inode;
    } catch (NoSuchFileException _) {
      return true;
    }
  }

  private static void remove(Directory directory, byte[] name) throws IOException {
    try {
      directory.unlink(name);
    } catch (NoSuchFileException _) {
      // Somebody else removed it.
    }
  }
}
