package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.openfiles.core.Volume;
import org.openfiles.core.Volumes;

/// Folders as volumes: some named one by one, and all those in one directory, where new ones are
/// made.
public final class FolderVolumes implements Volumes {
  private final Map<String, FolderVolume> named = new TreeMap<>();
  private final Optional<VolumesDirectory> directory;

  /// @param folders volumes by name, whose folders exist
  /// @param directory where the other volumes are; empty when there are none, and none can be made
  /// @param random makes the names of temporary files and uploads, which nobody may guess
  public FolderVolumes(
      Map<String, Path> folders,
      Optional<Path> directory,
      FolderOptions options,
      InstantSource clock,
      RandomGenerator random)
      throws IOException {
    FolderVolume.Opener opener = FolderVolume.Opener.of(options, clock, random);
    this.directory =
        directory.isPresent()
            ? Optional.of(new VolumesDirectory(directory.get(), opener))
            : Optional.empty();
    try {
      for (Map.Entry<String, Path> folder : folders.entrySet()) {
        named.put(folder.getKey(), opener.open(folder.getKey(), folder.getValue()));
      }
    } catch (IOException | RuntimeException e) {
      closeAfter(e);
      throw e;
    }
  }

  @Override
  public List<Volume> all() throws IOException {
    Map<String, Volume> all = new TreeMap<>();
    if (directory.isPresent()) {
      directory.get().all().forEach(volume -> all.put(volume.name(), volume));
    }
    all.putAll(named);
    return List.copyOf(all.values());
  }

  @Override
  public Optional<Volume> find(String name) throws IOException {
    FolderVolume volume = named.get(name);
    if (volume != null) {
      return Optional.of(volume);
    }
    return directory.isPresent()
        ? directory.get().find(name).map(found -> found)
        : Optional.empty();
  }

  @Override
  public FolderVolume create(String name) throws IOException {
    if (named.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    return directory
        .orElseThrow(
            () ->
                new UnsupportedOperationException(
                    "there is no directory for new buckets: name=" + name))
        .create(name);
  }

  /// @throws AccessDeniedException for a folder that was named on its own: it is not ours to remove
  @Override
  public void delete(String name) throws IOException {
    if (named.containsKey(name)) {
      throw new AccessDeniedException(
          name, null, "the bucket is a folder of the configuration, and is dropped there");
    }
    directory.orElseThrow(() -> new NoSuchFileException(name)).delete(name);
  }

  @Override
  public void close() throws IOException {
    List<AutoCloseable> all = new ArrayList<>(named.values());
    directory.ifPresent(all::add);
    Closing.all(all);
  }

  private void closeAfter(Exception fault) {
    try {
      close();
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
  }
}
