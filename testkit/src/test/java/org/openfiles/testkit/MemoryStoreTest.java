package org.openfiles.testkit;

import java.time.InstantSource;
import java.util.Random;
import org.openfiles.core.MemoryStore;
import org.openfiles.core.MultipartStore;

class MemoryStoreTest extends MultipartStoreContract {
  @Override
  protected MultipartStore open() {
    return new MemoryStore(InstantSource.system(), new Random(1));
  }
}
