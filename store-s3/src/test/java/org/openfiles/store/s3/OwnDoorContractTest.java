package org.openfiles.store.s3;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.openfiles.core.MemoryVolumes;
import org.openfiles.core.MultipartStore;
import org.openfiles.testkit.MultipartStoreContract;
import org.openfiles.testkit.StoreTraits;

/// The contract over our own door, with the reference store behind it.
final class OwnDoorContractTest extends MultipartStoreContract {
  private static @Nullable DoorServer server;
  private static int buckets;

  @BeforeAll
  static void startServer() throws IOException {
    server = new DoorServer(new MemoryVolumes(InstantSource.system(), new Random(1)));
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected MultipartStore open() throws IOException {
    return TestBuckets.open(Objects.requireNonNull(server).bucket("bucket-" + buckets++));
  }

  @Override
  public StoreTraits traits() {
    return StoreTraits.REMOTE;
  }
}
