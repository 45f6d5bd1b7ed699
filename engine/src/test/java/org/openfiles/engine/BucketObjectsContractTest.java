package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.openfiles.core.Durability;
import org.openfiles.core.MemoryStore;
import org.openfiles.core.MultipartStore;
import org.openfiles.testkit.FaultyStore;
import org.openfiles.testkit.MultipartStoreContract;
import org.openfiles.testkit.Verb;

/// A bucket's objects are a store like any other, while nothing of them is in the bucket yet.
class BucketObjectsContractTest extends MultipartStoreContract {
  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // the contract opens before each case
  private BucketVolume volume;

  /// Where a change has to be before it is answered.
  Durability level() {
    return Durability.JOURNAL;
  }

  @Override
  protected MultipartStore open() throws IOException {
    RandomGenerator random = new Random(1);
    volume =
        BucketVolume.open(
            "test",
            directory,
            remote(random),
            VolumeOptions.DEFAULT
                .withListingTtl(Duration.ZERO)
                .withExportWindow(Duration.ofHours(1)),
            InstantSource.system(),
            random);
    return volume.objects(level());
  }

  /// A store whose requests take a while, as they do elsewhere: others get their turn meanwhile.
  private static MultipartStore remote(RandomGenerator random) {
    FaultyStore store = new FaultyStore(new MemoryStore(InstantSource.system(), random), random);
    store.add(
        new FaultyStore.Rule(
            Set.of(Verb.LIST),
            new FaultyStore.Fault.Delay(Duration.ofMillis(1)),
            1,
            Integer.MAX_VALUE));
    return store;
  }

  @AfterEach
  void close() throws IOException {
    volume.close();
  }
}
