package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.openfiles.posix.Directory;
import org.openfiles.posix.DirectoryEntry;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileKind;
import org.openfiles.posix.FileName;
import org.openfiles.posix.OpenFlag;

/// A folder that has no objects, but may have empty directories, ours or not.
final class EmptyTree {
  private final Interior interior;
  private final String name;

  EmptyTree(Interior interior, String name) {
    this.interior = interior;
    this.name = name;
  }

  /// Removes everything below the root.
  ///
  /// @throws DirectoryNotEmptyException when there is any file, whatever it is; then nothing was
  ///   removed
  void clear() throws IOException {
    List<byte[]> directories = new ArrayList<>();
    collect(new byte[0], directories);
    for (byte[] path : directories.reversed()) {
      rmdir(path);
    }
    Leftovers.remove(interior.root(), FileName.bytes(KeyPaths.RESERVED));
  }

  /// Every directory is behind those above it.
  private void collect(byte[] path, List<byte[]> directories) throws IOException {
    for (DirectoryEntry entry : entries(path)) {
      if (path.length == 0 && KeyPaths.isReserved(entry.name())) {
        continue;
      }
      byte[] child = path.length == 0 ? entry.name() : Slashes.join(List.of(path, entry.name()));
      FileKind kind =
          entry.kind() == FileKind.UNKNOWN
              ? interior.root().status(child, LinkOption.NOFOLLOW_LINKS).kind()
              : entry.kind();
      if (kind != FileKind.DIRECTORY || isMarked(child)) {
        throw new DirectoryNotEmptyException(name);
      }
      directories.add(child);
      collect(child, directories);
    }
  }

  private List<DirectoryEntry> entries(byte[] path) throws IOException {
    List<DirectoryEntry> all = new ArrayList<>();
    try (Directory directory = interior.root().openDirectory(path);
        DirectoryStream<DirectoryEntry> entries = directory.entries()) {
      entries.forEach(all::add);
    }
    return all;
  }

  private boolean isMarked(byte[] path) throws IOException {
    try (Fd directory = interior.root().openFile(path, OpenFlag.READ, OpenFlag.DIRECTORY)) {
      return interior.metadata().readFromDirectory(directory, directory.status()).isPresent();
    }
  }

  private void rmdir(byte[] path) throws IOException {
    List<byte[]> names = Slashes.split(path);
    byte[] above = Slashes.join(names.subList(0, names.size() - 1));
    try (Directory parent = interior.root().openDirectory(above)) {
      parent.rmdir(names.getLast());
    } catch (NoSuchFileException _) {
      // Somebody else removed it.
    } catch (DirectoryNotEmptyException e) {
      DirectoryNotEmptyException fault = new DirectoryNotEmptyException(name);
      fault.initCause(e);
      throw fault;
    }
  }
}
