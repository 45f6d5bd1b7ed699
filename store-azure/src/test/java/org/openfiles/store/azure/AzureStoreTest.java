package org.openfiles.store.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openfiles.core.Key;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PutRequest;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.MultipartStoreContract;
import org.openfiles.testkit.StoreTraits;

class AzureStoreTest extends MultipartStoreContract {
  @Override
  protected MultipartStore open() throws IOException {
    Azurite azurite = Azurite.require();
    return azurite.open(azurite.options(azurite.newContainer()));
  }

  @Override
  public StoreTraits traits() {
    return new StoreTraits(true, true, true, true, true, true, 8000, 1);
  }

  @Test
  void metadataBeyondEightKibibytesAreRefused() throws IOException {
    put("k", "old");
    ObjectMetadata large = ObjectMetadata.EMPTY.withUser(Map.of("large", "v".repeat(8200)));

    assertThatThrownBy(
            () -> store().put(new PutRequest(new Key("k"), ArrivingBytes.of(new byte[1]), large)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8192");
    assertThatThrownBy(() -> store().update(new Key("k"), _ -> large))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(text("k")).isEqualTo("old");

    ObjectMetadata fitting = ObjectMetadata.EMPTY.withUser(Map.of("large", "v".repeat(8000)));
    assertThat(store().update(new Key("k"), _ -> fitting).metadata()).isEqualTo(fitting);
    assertThat(store().head(new Key("k")).metadata()).isEqualTo(fitting);
  }
}
