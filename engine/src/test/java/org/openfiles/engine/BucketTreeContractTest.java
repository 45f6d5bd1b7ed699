package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.openfiles.core.FileTree;
import org.openfiles.core.MemoryStore;
import org.openfiles.testkit.FileTreeContract;

/// A bucket is a tree like any other.
final class BucketTreeContractTest extends FileTreeContract {
  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // the contract opens before each case
  private BucketVolume volume;

  @Override
  protected FileTree open(InstantSource clock) throws IOException {
    volume =
        BucketVolume.open(
            "test",
            directory,
            new MemoryStore(clock, new Random(1)),
            VolumeOptions.DEFAULT.withExportWindow(Duration.ofHours(1)),
            clock,
            new Random(2));
    return volume.files();
  }

  @AfterEach
  void close() throws IOException {
    volume.close();
  }
}
