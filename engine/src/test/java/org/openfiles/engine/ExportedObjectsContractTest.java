package org.openfiles.engine;

import org.openfiles.core.Durability;

/// A bucket's objects are a store like any other, while all of them are in the bucket too.
final class ExportedObjectsContractTest extends BucketObjectsContractTest {
  @Override
  Durability level() {
    return Durability.STORE;
  }
}
