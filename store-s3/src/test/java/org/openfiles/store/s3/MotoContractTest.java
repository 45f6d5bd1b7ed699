package org.openfiles.store.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.openfiles.core.MultipartStore;
import org.openfiles.testkit.MultipartStoreContract;
import org.openfiles.testkit.StoreTraits;

/// The contract over moto.
final class MotoContractTest extends MultipartStoreContract {
  private static @Nullable ForeignServer server;
  private static int buckets;

  @BeforeAll
  static void startServer(@TempDir Path folder) throws IOException {
    server = ForeignServer.moto(folder);
  }

  @AfterAll
  static void stopServer() {
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
