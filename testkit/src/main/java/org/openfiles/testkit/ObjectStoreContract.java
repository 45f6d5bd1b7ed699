package org.openfiles.testkit;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openfiles.core.ObjectStore;

/// What every store keeps: each sentence of [ObjectStore] and of the values it takes, as a test.
///
/// A store adopts it by a subclass that opens one; where it has to deviate, the subclass overrides
/// the test and says why, or names it in a [Deviation]. What a whole family of stores cannot keep
/// is in its [StoreTraits].
@ExtendWith(Deviations.class)
public abstract class ObjectStoreContract
    implements PutContract,
        RangeContract,
        MetadataContract,
        PreconditionContract,
        KeyContract,
        ListContract,
        RaceContract {
  private ObjectStore store;

  /// A new store without objects.
  protected abstract ObjectStore open() throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    store = open();
  }

  @AfterEach
  void closeStore() throws IOException {
    store.close();
  }

  @Override
  public final ObjectStore store() {
    return store;
  }
}
