package org.openfiles.server;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.openfiles.core.FileVolume;
import org.openfiles.core.MemoryStore;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.Volume;
import org.openfiles.engine.BucketVolume;
import org.openfiles.server.config.BucketConfiguration;
import org.openfiles.server.config.BucketConfiguration.Store;
import org.openfiles.server.config.ConfigurationException;
import org.openfiles.store.azure.AzureStore;
import org.openfiles.store.s3.S3Store;

/// The buckets of a configuration, open as volumes of files; one that can't be opened is one clear
/// line. A bucket has one owner at a time: no other process can open it with the same cache.
public final class OpenBuckets implements AutoCloseable {
  private final List<BucketVolume> buckets = new ArrayList<>();
  private final List<FileVolume> volumes = new ArrayList<>();
  private final List<Volume> objects = new ArrayList<>();

  private OpenBuckets() {}

  public static OpenBuckets open(
      List<BucketConfiguration> configurations, InstantSource clock, RandomGenerator random)
      throws ConfigurationException, IOException {
    OpenBuckets opened = new OpenBuckets();
    try {
      for (BucketConfiguration each : configurations) {
        opened.add(each, clock, random);
      }
      return opened;
    } catch (ConfigurationException | IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void add(BucketConfiguration configuration, InstantSource clock, RandomGenerator random)
      throws ConfigurationException, IOException {
    try {
      Files.createDirectories(configuration.cache());
      MultipartStore store = store(configuration.store(), clock, random);
      BucketVolume bucket;
      try {
        bucket =
            BucketVolume.open(
                configuration.id(),
                configuration.cache(),
                store,
                configuration.options(),
                clock,
                random);
      } catch (IOException | RuntimeException e) {
        store.close();
        throw e;
      }
      buckets.add(bucket);
      volumes.add(new BucketFiles(configuration.name(), bucket, configuration.level()));
      objects.add(new BucketAsVolume(configuration.name(), bucket, configuration.level()));
    } catch (FileSystemException e) {
      throw new ConfigurationException(
          "can't open the volume %s: %s: %s"
              .formatted(
                  configuration.name(),
                  e.getFile(),
                  e.getReason() == null ? "there is no such place" : e.getReason()));
    }
  }

  private static MultipartStore store(Store store, InstantSource clock, RandomGenerator random)
      throws IOException {
    return switch (store) {
      case Store.S3(var options) -> S3Store.open(options, random);
      case Store.Azure(var options) -> AzureStore.open(options, clock, random);
      case Store.Memory() -> new MemoryStore(clock, random);
    };
  }

  /// In the order of the configuration.
  public List<FileVolume> volumes() {
    return List.copyOf(volumes);
  }

  /// The same volumes, as objects.
  List<Volume> objects() {
    return List.copyOf(objects);
  }

  /// Ends without exporting what waits: that is on the disk, and goes when the volume is open
  /// again.
  @Override
  public void close() throws IOException {
    IOException failed = null;
    for (BucketVolume bucket : buckets.reversed()) {
      try {
        bucket.close();
      } catch (IOException e) {
        if (failed == null) {
          failed = e;
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    buckets.clear();
    if (failed != null) {
      throw failed;
    }
  }
}
