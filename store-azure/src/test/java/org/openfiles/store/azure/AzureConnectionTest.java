package org.openfiles.store.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.BlobContainerClient;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ByteRange;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.ConflictException;
import org.openfiles.core.Content;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;
import org.openfiles.core.UnavailableException;
import org.openfiles.core.Upload;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.TestBytes;

/// What happens between us and the service.
class AzureConnectionTest {
  private static final Key K = new Key("k");
  private static final int SIZE = 20_000_000;

  private Azurite azurite;
  private BlobContainerClient container;

  @BeforeEach
  void open() throws IOException {
    azurite = Azurite.require();
    container = azurite.newContainer();
  }

  @Test
  void readThatIsCutGoesOnWithTheSameVersion() throws IOException {
    byte[] bytes = TestBytes.random(SIZE, 1);
    try (CuttingProxy proxy = new CuttingProxy(azurite.endpoint());
        AzureStore store = through(proxy)) {
      put(store, bytes);
      proxy.cutAfter(SIZE / 2);
      proxy.allow();
      try (ObjectReader reader =
          store.get(K, new ByteRange.Between(1000, SIZE - 1000), Precondition.NONE)) {
        assertThat(TestBytes.read(reader)).isEqualTo(Arrays.copyOfRange(bytes, 1000, SIZE - 999));
      }
    }
  }

  @Test
  void readThatIsCutNeverGoesOnWithAnotherVersion() throws IOException {
    byte[] bytes = TestBytes.random(SIZE, 1);
    try (CuttingProxy proxy = new CuttingProxy(azurite.endpoint());
        AzureStore direct = azurite.open(azurite.options(container));
        AzureStore store = through(proxy)) {
      put(direct, bytes);
      proxy.cutAfter(SIZE / 2);
      try (ObjectReader reader = store.get(K, ByteRange.ALL, Precondition.NONE)) {
        ByteBuffer some = ByteBuffer.allocate(100_000);
        while (some.hasRemaining()) {
          reader.read(some);
        }
        assertThat(some.array()).isEqualTo(Arrays.copyOf(bytes, some.capacity()));
        put(direct, TestBytes.random(SIZE, 2));
        proxy.allow();

        assertThatThrownBy(() -> TestBytes.read(reader)).isInstanceOf(ConflictException.class);
      }
    }
  }

  @Test
  void readerThatIsClosedEarlyLeavesTheStoreUsable() throws IOException {
    try (AzureStore store = azurite.open(azurite.options(container))) {
      put(store, new byte[SIZE]);
      for (int i = 0; i < 20; i++) {
        try (ObjectReader reader = store.get(K, ByteRange.ALL, Precondition.NONE)) {
          assertThat(reader.read(ByteBuffer.allocate(1))).isOne();
        }
      }
      assertThat(store.head(K).size()).isEqualTo(SIZE);
    }
  }

  @Test
  void signatureOpensTheSameStoreAsTheKey() throws IOException {
    for (AzureAccount account : azurite.signedAccounts()) {
      AzureOptions options = new AzureOptions(account, container.getBlobContainerName());
      try (AzureStore store = azurite.open(options)) {
        put(store, new byte[] {1, 2, 3});
        Upload upload = store.start(new Key("to"), ObjectMetadata.EMPTY, Map.of());
        PartInfo part;
        try (ObjectReader reader = store.get(K, new ByteRange.Between(1, 2), Precondition.NONE)) {
          part =
              store.putPart(
                  upload.key(), upload.id(), 1, new Content.Stored(reader), Optional.empty());
        }
        store.complete(
            new CompleteRequest(
                upload.key(),
                upload.id(),
                List.of(new CompleteRequest.PartReference(1, part.etag())),
                List.of(),
                Precondition.NONE));
        try (ObjectReader reader = store.get(new Key("to"), ByteRange.ALL, Precondition.NONE)) {
          assertThat(TestBytes.read(reader)).containsExactly(2, 3);
        }
      }
    }
  }

  @Test
  void wrongKeyIsRefusedAtTheStart() {
    AzureAccount wrong = new AzureAccount.SharedKey(azurite.endpoint(), "devstoreaccount1", "AAAA");

    assertThatThrownBy(
            () -> azurite.open(new AzureOptions(wrong, container.getBlobContainerName())))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void absentContainerIsRefusedAtTheStart() {
    assertThatThrownBy(() -> azurite.open(new AzureOptions(azurite.account(), "never-made")))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("container");
  }

  @Test
  void serviceThatIsNotThereIsUnavailable() {
    AzureAccount nowhere =
        new AzureAccount.SharedKey(
            URI.create("http://127.0.0.1:1/devstoreaccount1"), "devstoreaccount1", "AAAA");
    AzureOptions once =
        new AzureOptions(
            nowhere, "container", Duration.ofSeconds(2), Duration.ofSeconds(2), 1, 1 << 20);

    assertThatThrownBy(() -> azurite.open(once)).isInstanceOf(UnavailableException.class);
  }

  @Test
  void secretsAreInNoText() {
    assertThat(new AzureOptions(azurite.account(), "c").toString()).doesNotContain("Eby8vd");
    assertThat(azurite.signedAccounts().toString()).doesNotContain("sig=");
  }

  private AzureStore through(CuttingProxy proxy) throws IOException {
    return azurite.open(
        new AzureOptions(
            azurite.account(proxy.endpoint(azurite.endpoint())), container.getBlobContainerName()));
  }

  private static void put(AzureStore store, byte[] bytes) throws IOException {
    store.put(new PutRequest(K, ArrivingBytes.of(bytes), ObjectMetadata.EMPTY));
  }
}
