package org.openfiles.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.posix.Directory;
import org.openfiles.posix.DirectoryEntry;
import org.openfiles.posix.EscapesDirectoryException;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileKind;
import org.openfiles.posix.FileStatus;
import org.openfiles.posix.OpenFlag;
import org.openfiles.posix.RenameMode;

/// A folder on the disk of the build into which keys are put by nothing but the mapping, and what a
/// listing wants to know of it.
final class DiskFolder implements InfoReader, AutoCloseable {
  private final Path path;
  private final Directory root;
  private final Map<String, Key> markers = new HashMap<>();

  DiskFolder() throws IOException {
    Path target = Files.createDirectories(Path.of("target", "folders"));
    this.path = Files.createTempDirectory(target, "listing");
    this.root = Directory.open(path);
  }

  Path path() {
    return path;
  }

  Directory root() {
    return root;
  }

  /// Puts an object of the key's own bytes at a key; an empty one for a marker, kept aside.
  void put(String text) throws IOException {
    Key key = new Key(text);
    KeyPath path = KeyPaths.of(key);
    if (path.marker()) {
      makeDirectories(path.plain().directories());
      markers.put(latin1(path.plain().directory()), key);
      return;
    }
    boolean taken =
        root.statusIfPresent(path.plain().path()).map(FileStatus::isDirectory).orElse(false);
    write(taken ? path.clash() : path.plain(), key.utf8());
  }

  void write(Place place, byte[] bytes) throws IOException {
    makeDirectories(place.directories());
    try (Directory directory = root.openDirectory(place.directory());
        Fd file = directory.createFile(place.name(), 0600)) {
      file.write(ByteBuffer.wrap(bytes), 0);
    }
  }

  private void makeDirectories(List<byte[]> names) throws IOException {
    List<byte[]> above = new ArrayList<>();
    for (byte[] name : names) {
      List<byte[]> here = new ArrayList<>(above);
      here.add(name);
      Optional<FileStatus> status = root.statusIfPresent(Slashes.join(here));
      if (status.isPresent() && status.get().isRegular()) {
        giveWay(new Place(here));
        status = Optional.empty();
      }
      if (status.isEmpty()) {
        try (Directory directory = root.openDirectory(Slashes.join(above))) {
          directory.mkdir(name, 0700);
        } catch (FileAlreadyExistsException e) {
          throw new AssertionError(e);
        }
      }
      above = here;
    }
  }

  private void giveWay(Place place) throws IOException {
    Place clash = KeyPaths.of(KeyPaths.keyOf(place).orElseThrow()).clash();
    makeDirectories(clash.directories());
    try (Directory from = root.openDirectory(place.directory());
        Directory to = root.openDirectory(clash.directory())) {
      from.rename(place.name(), to, clash.name(), RenameMode.NOREPLACE);
    }
  }

  @Override
  public Optional<ObjectInfo> file(Key key, Directory base, byte[] path) throws IOException {
    try (Fd file = base.openFileIfPresent(path, OpenFlag.READ).orElse(null)) {
      return file == null || !file.status().isRegular()
          ? Optional.empty()
          : Optional.of(info(key, file.status()));
    } catch (EscapesDirectoryException | FileSystemLoopException _) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<ObjectInfo> marker(Key key, byte[] path) throws IOException {
    return key.equals(markers.get(latin1(path)))
        ? Optional.of(info(key, root.status(path)))
        : Optional.empty();
  }

  private static ObjectInfo info(Key key, FileStatus status) {
    return new ObjectInfo(
        key, status.size(), new ETag("x"), status.modified(), ObjectMetadata.EMPTY, List.of(), 0);
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    clear(root);
    root.close();
    Files.delete(path);
  }

  private static void clear(Directory directory) throws IOException {
    List<DirectoryEntry> entries = new ArrayList<>();
    try (var stream = directory.entries()) {
      stream.forEach(entries::add);
    }
    for (DirectoryEntry entry : entries) {
      if (directory.status(entry.name(), LinkOption.NOFOLLOW_LINKS).kind() == FileKind.DIRECTORY) {
        try (Directory child = directory.openDirectory(entry.name())) {
          clear(child);
        }
        directory.rmdir(entry.name());
      } else {
        directory.unlink(entry.name());
      }
    }
  }
}
