package org.openfiles.folder;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.openfiles.core.MultipartStore;
import org.openfiles.testkit.MultipartStoreContract;

/// The contract, on a file system with extended attributes.
final class FolderStoreTest extends MultipartStoreContract {
  private TestBucket bucket;

  @BeforeEach
  void createBucket() throws IOException {
    bucket = new TestBucket();
  }

  @AfterEach
  void removeBucket() throws IOException {
    bucket.close();
  }

  @Override
  protected MultipartStore open() throws IOException {
    if (bucket == null) {
      createBucket();
    }
    return bucket.open();
  }
}
