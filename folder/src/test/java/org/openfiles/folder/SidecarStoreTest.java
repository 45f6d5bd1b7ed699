package org.openfiles.folder;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.openfiles.core.MultipartStore;
import org.openfiles.folder.FolderOptions.MetadataPlace;
import org.openfiles.testkit.MultipartStoreContract;

/// The contract, with all metadata in sidecars, as on a file system without extended attributes.
final class SidecarStoreTest extends MultipartStoreContract {
  private final TestBucket bucket;

  SidecarStoreTest() throws IOException {
    bucket = new TestBucket();
  }

  @Override
  protected MultipartStore open() throws IOException {
    return bucket.open(TestBucket.FAST.withMetadata(MetadataPlace.SIDECAR));
  }

  @AfterEach
  void removeBucket() throws IOException {
    store().close();
    bucket.close();
  }
}
