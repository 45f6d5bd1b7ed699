package org.openfiles.testkit;

import java.io.IOException;
import org.openfiles.core.MultipartStore;

/// What every store that takes objects in parts keeps, besides [ObjectStoreContract].
public abstract class MultipartStoreContract extends ObjectStoreContract
    implements UploadContract, CompleteContract, UploadRaceContract {

  @Override
  protected abstract MultipartStore open() throws IOException;

  @Override
  public final MultipartStore multipart() {
    return (MultipartStore) store();
  }
}
