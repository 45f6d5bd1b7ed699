package org.openfiles.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.posix.Directory;
import org.openfiles.posix.DirectoryEntry;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileKind;
import org.openfiles.posix.FileName;
import org.openfiles.posix.OpenFlag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what earlier runs left in the directory of temporaries: whose lock is free is dead.
final class Leftovers {
  private static final byte[] LOCK = FileName.bytes(Temporaries.LOCK);

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private Leftovers() {}

  static void collect(LazyDirectory temporary) throws IOException {
    Optional<Directory> directory = temporary.ifPresent();
    if (directory.isEmpty()) {
      return;
    }
    for (byte[] run : names(directory.get())) {
      if (!Temporaries.isOurs(run) && isDead(directory.get(), run)) {
        remove(directory.get(), run);
      }
    }
  }

  /// Removes a directory with the files in it, or a file. Nothing there is no fault.
  static void remove(Directory parent, byte[] name) throws IOException {
    try {
      if (parent.statusOfEntry(name).kind() != FileKind.DIRECTORY) {
        parent.unlink(name);
        return;
      }
      try (Directory directory = parent.openDirectory(name)) {
        for (byte[] entry : names(directory)) {
          remove(directory, entry);
        }
      }
      parent.rmdir(name);
    } catch (NoSuchFileException | DirectoryNotEmptyException _) {
      // Somebody else removes it, or still writes there.
    }
  }

  static List<byte[]> names(Directory directory) throws IOException {
    List<byte[]> names = new ArrayList<>();
    try (DirectoryStream<DirectoryEntry> entries = directory.entries()) {
      for (DirectoryEntry entry : entries) {
        names.add(entry.name());
      }
    }
    return names;
  }

  private static boolean isDead(Directory parent, byte[] run) throws IOException {
    byte[] path = Slashes.join(List.of(run, LOCK));
    Optional<Fd> file = parent.openFileIfPresent(path, OpenFlag.READ, OpenFlag.WRITE);
    if (file.isEmpty()) {
      // Made a moment ago, or by something else; an empty one does no harm.
      return false;
    }
    try (Fd lockFile = file.get();
        FileChannel channel = lockFile.channel(StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      try (FileLock lock = channel.tryLock()) {
        return lock != null;
      }
    } catch (IOException e) {
      LOG.warn(
          "no lock can be had, so it may be alive: run={} cause={}",
          FileName.display(run),
          e.getMessage());
      return false;
    }
  }
}
