package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.openfiles.core.Volume;
import org.openfiles.posix.Directory;
import org.openfiles.posix.FileStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder as a volume. What the volume keeps about itself is in `.openfiles/volume/`.
public final class FolderVolume implements Volume {
  private static final Logger LOG = LoggerFactory.getLogger(FolderVolume.class);

  private final String name;
  private final Instant created;
  private final FileStatus identity;
  private final Interior interior;
  private final FolderStore store;
  private final VolumeDocuments documents;

  private FolderVolume(String name, Instant created, FileStatus identity, Interior interior) {
    this.name = name;
    this.created = created;
    this.identity = identity;
    this.interior = interior;
    this.store = new FolderStore(interior);
    this.documents = new VolumeDocuments(interior);
  }

  /// Opens a folder that exists, and removes what a crash may have left in it.
  ///
  /// @param random makes the names of temporary files and uploads, which nobody may guess
  public static FolderVolume open(
      String name, Path folder, FolderOptions options, InstantSource clock, RandomGenerator random)
      throws IOException {
    return Opener.of(options, clock, random).open(name, folder);
  }

  /// What all volumes of a node are opened with.
  record Opener(
      FolderOptions options, InstantSource clock, RandomGenerator random, SharedMemory memory) {
    static Opener of(FolderOptions options, InstantSource clock, RandomGenerator random) {
      return new Opener(options, clock, random, SharedMemory.of(options, clock));
    }

    FolderVolume open(String name, Path folder) throws IOException {
      return open(name, folder, Directory.open(folder));
    }

    /// @param root the directory at this path, which the volume closes
    FolderVolume open(String name, Path folder, Directory root) throws IOException {
      try {
        BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
        Interior interior = new Interior(root, options, clock, random, memory);
        FolderVolume volume =
            new FolderVolume(name, attributes.creationTime().toInstant(), root.status(), interior);
        volume.collectAtStart();
        return volume;
      } catch (IOException | RuntimeException e) {
        root.close();
        throw e;
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Instant created() {
    return created;
  }

  @Override
  public FolderStore objects() {
    return store;
  }

  @Override
  public Optional<String> document(String document) throws IOException {
    return Faults.translated(name, () -> documents.read(document));
  }

  @Override
  public void keep(String document, Optional<String> content) throws IOException {
    Faults.translated(
        name,
        () -> {
          documents.write(document, content);
          return content;
        });
  }

  private void collectAtStart() {
    try {
      store.collectAtStart(interior.now().minus(interior.options().uploadsKept()));
    } catch (IOException | ReadOnlyFileSystemException e) {
      // A folder that we may only read is served as well.
      LOG.warn("leftovers of earlier runs stay: volume={} cause={}", name, e.toString());
    }
  }

  /// Whether the folder at a path is still this one.
  boolean isAt(FileStatus status) {
    return status.inode() == identity.inode() && status.device() == identity.device();
  }

  /// Removes the folder, if there are no objects in it.
  void remove(Directory parent, byte[] folder) throws IOException {
    interior
        .gate()
        .remove(
            () -> {
              new EmptyTree(interior, name).clear();
              parent.rmdir(folder);
            });
  }

  @Override
  public void close() throws IOException {
    interior.close();
  }
}
