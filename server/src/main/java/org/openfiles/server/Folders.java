package org.openfiles.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.openfiles.door.s3.bucket.BucketName;
import org.openfiles.folder.FolderOptions;
import org.openfiles.folder.FolderVolumes;
import org.openfiles.server.config.ConfigurationException;
import org.openfiles.server.config.FaultReason;
import org.openfiles.server.config.NodeConfiguration;
import org.openfiles.server.config.NodeConfiguration.Folder;

/// Opens the configured folders as volumes; a folder that can't be served is one clear line.
final class Folders {
  private Folders() {}

  static FolderVolumes open(
      NodeConfiguration configuration, InstantSource clock, RandomGenerator random)
      throws ConfigurationException, IOException {
    Map<String, Path> folders = new TreeMap<>();
    for (Folder folder : configuration.folders()) {
      if (!BucketName.isLegal(folder.name())) {
        throw new ConfigurationException(
            "no bucket can be called `%s` (3 to 63 of a-z, 0-9, - and .); name it: BUCKET=%s"
                .formatted(folder.name(), folder.path()));
      }
      Path known = folders.put(folder.name(), usable(folder.path(), folder.create()));
      if (known != null) {
        throw new ConfigurationException(
            "two folders for the bucket %s: %s and %s"
                .formatted(folder.name(), known, folder.path()));
      }
    }
    Optional<Path> buckets = configuration.buckets();
    if (buckets.isPresent()) {
      usable(buckets.get(), true);
    }
    NodeConfiguration.Storage storage = configuration.storage();
    FolderOptions options =
        FolderOptions.DEFAULT
            .withFsync(storage.fsync())
            .withCacheEntries(storage.cacheEntries())
            .withDedupe(storage.dedupe());
    return new FolderVolumes(folders, buckets, options, clock, random);
  }

  private static Path usable(Path folder, boolean create) throws ConfigurationException {
    try {
      if (create) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          "can't make the folder " + folder + ": " + FaultReason.of(e));
    }
    try {
      if (!Files.readAttributes(folder, BasicFileAttributes.class).isDirectory()) {
        throw new ConfigurationException("not a folder: " + folder);
      }
    } catch (NoSuchFileException _) {
      throw new ConfigurationException(
          "no such folder: " + folder + " (make it first: mkdir -p " + folder + ")");
    } catch (IOException e) {
      throw new ConfigurationException(
          "can't reach the folder " + folder + ": " + FaultReason.of(e));
    }
    if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
      throw new ConfigurationException("no permission to read the folder " + folder);
    }
    return folder;
  }
}
