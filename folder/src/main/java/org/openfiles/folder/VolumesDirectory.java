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
import java.util.concurrent.ConcurrentHashMap;
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

  /// Changed by who holds the monitor; read by every request, without it.
  private final Map<String, FolderVolume> opened = new ConcurrentHashMap<>();

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

  Optional<FolderVolume> find(String name) throws IOException {
    if (!isFolder(name)) {
      return Optional.empty();
    }
    FolderVolume known = opened.get(name);
    return known != null && isThere(known, name) ? Optional.of(known) : findAnew(name);
  }

  /// Another program may have removed or replaced the folder.
  private boolean isThere(FolderVolume volume, String name) throws IOException {
    return folder(name).map(volume::isAt).orElse(false);
  }

  private Optional<FileStatus> folder(String name) throws IOException {
    return Occupant.followed(directory, FileName.bytes(name)).filter(FileStatus::isDirectory);
  }

  private synchronized Optional<FolderVolume> findAnew(String name) throws IOException {
    Optional<FileStatus> status = folder(name);
    FolderVolume known = opened.get(name);
    if (known != null) {
      if (status.isPresent() && known.isAt(status.get())) {
        return Optional.of(known);
      }
      opened.remove(name);
      known.close();
    }
    return status.isPresent() ? Optional.of(open(name)) : Optional.empty();
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
