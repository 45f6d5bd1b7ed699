package org.openfiles.folder;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.openfiles.core.MultipartStore;
import org.openfiles.testkit.MultipartStoreContract;

/// The contract, on a file system with extended attributes.
final class FolderStoreTest extends MultipartStoreContract {
  private final TestBucket bucket;

  FolderStoreTest() throws IOException {
    bucket = new TestBucket();
  }

  @Override
  protected MultipartStore open() throws IOException {
    return bucket.open();
  }

  @AfterEach
  void removeBucket() throws IOException {
    store().close();
    bucket.close();
  }
}
