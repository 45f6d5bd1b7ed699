package org.openfiles.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openfiles.posix.Directory;
import org.openfiles.posix.DirectoryEntry;
import org.openfiles.posix.FileName;
import org.openfiles.posix.FileStatus;

/// A directory whose folders are volumes. They may come and go by other hands; a folder whose name
/// begins with a dot, or is not UTF-8, is none.
///
/// Thread-safe.
final class VolumesDirectory implements AutoCloseable {
  /// As `mkdir(2)` is usually called: the umask decides.
  private static final int MODE = 0777;

  private final Path path;
  private final Directory directory;
  private final FolderVolume.Opener opener;
  private final Map<String, FolderVolume> opened = new TreeMap<>();

  VolumesDirectory(Path path, FolderVolume.Opener opener) throws IOException {
    this.path = path;
    this.directory = Directory.open(path);
    this.opener = opener;
  }

  synchronized List<FolderVolume> all() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<DirectoryEntry> entries = directory.entries()) {
      for (DirectoryEntry entry : entries) {
        String name = new String(entry.name(), StandardCharsets.UTF_8);
        if (Arrays.equals(name.getBytes(StandardCharsets.UTF_8), entry.name())) {
          names.add(name);
        }
      }
    }
    List<FolderVolume> all = new ArrayList<>();
    for (String name : names) {
      find(name).ifPresent(all::add);
    }
    return all;
  }

  synchronized Optional<FolderVolume> find(String name) throws IOException {
    if (!isFolder(name)) {
      return Optional.empty();
    }
    Optional<FileStatus> status = Occupant.followed(directory, FileName.bytes(name));
    FolderVolume known = opened.get(name);
    boolean present = status.isPresent() && status.get().isDirectory();
    if (known != null) {
      if (present && known.isAt(status.get())) {
        return Optional.of(known);
      }
      opened.remove(name);
      known.close();
    }
    return present ? Optional.of(open(name)) : Optional.empty();
  }

  synchronized FolderVolume create(String name) throws IOException {
    if (!isFolder(name)) {
      throw new IllegalArgumentException("not the name of a folder: " + name);
    }
    return Faults.translated(
        name,
        () -> {
          try {
            directory.mkdir(FileName.bytes(name), MODE);
          } catch (FileAlreadyExistsException e) {
            FileAlreadyExistsException fault = new FileAlreadyExistsException(name);
            fault.initCause(e);
            throw fault;
          }
          sync();
          return open(name);
        });
  }

  synchronized void delete(String name) throws IOException {
    FolderVolume volume = find(name).orElseThrow(() -> new NoSuchFileException(name));
    Faults.translated(
        name,
        () -> {
          volume.remove(directory, FileName.bytes(name));
          sync();
          return name;
        });
    opened.remove(name);
    volume.close();
  }

  @Override
  public synchronized void close() throws IOException {
    try (directory) {
      EachOf.run(opened.values(), FolderVolume::close);
    } finally {
      opened.clear();
    }
  }

  private FolderVolume open(String name) throws IOException {
    FolderVolume volume =
        opener.open(name, path.resolve(name), directory.openDirectory(FileName.bytes(name)));
    opened.put(name, volume);
    return volume;
  }

  private void sync() throws IOException {
    if (opener.options().fsync()) {
      directory.sync();
    }
  }

  /// No path, and nothing hidden.
  private static boolean isFolder(String name) {
    return !name.isEmpty()
        && !name.startsWith(".")
        && name.indexOf('/') < 0
        && name.indexOf('\0') < 0;
  }
}
