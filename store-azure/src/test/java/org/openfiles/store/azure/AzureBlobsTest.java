package org.openfiles.store.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobProperties;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.ByteRange;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.ConflictException;
import org.openfiles.core.Content;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.MemoryStore;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.ObjectStore;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.ListingOracle;
import org.openfiles.testkit.StoreFixture;
import org.openfiles.testkit.TestBytes;

/// Objects seen from both sides: ours, and that of any other tool.
class AzureBlobsTest implements StoreFixture {
  private static final int BLOCK_BYTES = 64 * 1024;
  private static final Key K = new Key("k");

  private BlobContainerClient others;
  private AzureStore store;

  @BeforeEach
  void open() throws IOException {
    Azurite azurite = Azurite.require();
    others = azurite.newContainer();
    store = azurite.open(azurite.options(others).withBlockBytes(BLOCK_BYTES));
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  @Override
  public ObjectStore store() {
    return store;
  }

  @Test
  void objectIsAPlainBlobForOtherTools() throws IOException {
    byte[] bytes = TestBytes.random(10, 1);
    store.put(
        new PutRequest(
            new Key("d/k"),
            ArrivingBytes.of(bytes),
            new ObjectMetadata(
                Map.of("content-type", "text/plain", "cache-control", "no-store"),
                Map.of("owner", "me", "odd name", "\u00e9"),
                Map.of(),
                Map.of())));

    BlobClient blob = others.getBlobClient("d/k");
    BlobProperties properties = blob.getProperties();
    assertThat(blob.downloadContent().toBytes()).isEqualTo(bytes);
    assertThat(properties.getContentType()).isEqualTo("text/plain");
    assertThat(properties.getCacheControl()).isEqualTo("no-store");
    assertThat(properties.getContentMd5())
        .isEqualTo(TestBytes.checksum(ChecksumAlgorithm.MD5, bytes).bytes());
    assertThat(properties.getMetadata()).containsEntry("owner", "me").containsKey("openfiles");
  }

  @Test
  void objectWithoutMetadataHasNoEntryOfOurs() throws IOException {
    put("k", "x");

    assertThat(others.getBlobClient("k").getProperties().getMetadata()).isEmpty();
  }

  @Test
  void blobOfAnotherToolIsAnObject() throws IOException {
    BlobClient blob = others.getBlobClient("k");
    blob.upload(BinaryData.fromString("theirs"));
    blob.setHttpHeaders(new BlobHttpHeaders().setContentType("text/html"));
    blob.setMetadata(Map.of("Color", "blue", "openfiles", "not ours"));

    ObjectInfo info = store.head(K);

    assertThat(info.metadata().headers()).containsExactly(Map.entry("content-type", "text/html"));
    assertThat(info.metadata().user())
        .containsOnly(Map.entry("color", "blue"), Map.entry("openfiles", "not ours"));
    assertThat(text("k")).isEqualTo("theirs");
    ObjectInfo updated = store.update(K, old -> old.withTags(Map.of("t", "1")));
    assertThat(updated.etag()).isEqualTo(info.etag());
    assertThat(updated.metadata().user()).isEqualTo(info.metadata().user());
    assertThat(store.head(K)).isEqualTo(updated);
  }

  @Test
  void changeByAnotherToolIsANewVersion() throws IOException {
    put("k", "x");
    ObjectInfo ours = store.update(K, old -> old.withUser(Map.of("a", "1")));

    others.getBlobClient("k").setMetadata(Map.of("a", "2"));

    assertThat(store.head(K).etag()).isNotEqualTo(ours.etag());
    assertThatThrownBy(() -> put("k", new byte[1], new Precondition.Matches(ours.etag())))
        .isInstanceOf(PreconditionFailedException.class);
    assertThatThrownBy(() -> store.delete(K, new Precondition.Matches(ours.etag())))
        .isInstanceOf(PreconditionFailedException.class);
  }

  @Test
  void conditionsHoldForTheVersionWhateverBecameOfItsMetadata() throws IOException {
    ObjectInfo first = put("k", "x");
    store.update(K, old -> old.withUser(Map.of("a", "1")));
    store.update(K, old -> old.withHeaders(Map.of("content-type", "text/plain")));
    Precondition same = new Precondition.Matches(first.etag());

    store.get(K, ByteRange.ALL, same).close();
    store.get(K, new ByteRange.Last(1), same).close();
    ObjectInfo second = put("k", new byte[] {2}, same);
    store.update(K, old -> old.withUser(Map.of("a", "2")));

    assertThatThrownBy(() -> store.delete(K, same)).isInstanceOf(PreconditionFailedException.class);
    store.delete(K, new Precondition.Matches(second.etag()));
  }

  @Test
  void changedHeadersAreChangedForOtherToolsToo() throws IOException {
    byte[] bytes = TestBytes.random(3 * BLOCK_BYTES, 1);
    put("k", bytes);

    store.update(K, old -> old.withHeaders(Map.of("content-type", "text/css", "expires", "0")));

    BlobProperties properties = others.getBlobClient("k").getProperties();
    assertThat(properties.getContentType()).isEqualTo("text/css");
    assertThat(properties.getContentMd5())
        .isEqualTo(TestBytes.checksum(ChecksumAlgorithm.MD5, bytes).bytes());
    assertThat(store.head(K).metadata().headers())
        .containsOnly(Map.entry("content-type", "text/css"), Map.entry("expires", "0"));
    assertThat(bytes("k")).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {BLOCK_BYTES - 1, BLOCK_BYTES, BLOCK_BYTES + 1, 2 * BLOCK_BYTES, 5 * BLOCK_BYTES + 7})
  void objectOfSeveralBlocksIsWhole(int size) throws IOException {
    byte[] bytes = TestBytes.random(size, size);

    ObjectInfo info = put("k", bytes);

    assertThat(store.head(K)).isEqualTo(info);
    assertThat(info.partCount()).isZero();
    assertThat(bytes("k")).isEqualTo(bytes);
    assertThat(store.parts(K)).isEmpty();
    assertThat(others.getBlobClient("k").getProperties().getContentMd5())
        .isEqualTo(TestBytes.checksum(ChecksumAlgorithm.MD5, bytes).bytes());
  }

  @Test
  void writeInBlocksThatAnotherOneOvertookIsAConflictAndChangesNothing() throws IOException {
    ArrivingBytes slow =
        ArrivingBytes.of(TestBytes.random(3 * BLOCK_BYTES, 1))
            .thatEndsWith(
                () -> {
                  put("k", TestBytes.random(2 * BLOCK_BYTES, 2));
                  return null;
                });

    assertThatThrownBy(() -> store.put(new PutRequest(K, slow, ObjectMetadata.EMPTY)))
        .isInstanceOf(ConflictException.class);

    assertThat(bytes("k")).isEqualTo(TestBytes.random(2 * BLOCK_BYTES, 2));
  }

  @Test
  void copyGoesThroughThisNodeWhereTheServiceCannotReadTheSource() throws IOException {
    byte[] bytes = TestBytes.random(10 * BLOCK_BYTES, 1);
    put("from", bytes);
    Azurite azurite = Azurite.require();
    AzureOptions byName = azurite.optionsByName(others);
    try (AzureContainer elsewhere = new AzureContainer(byName, azurite.clock());
        AzureContainer here = new AzureContainer(azurite.options(others), azurite.clock());
        ObjectReader reader =
            new Blobs(elsewhere)
                .open(new Key("from"), "from", 10, 500_000, Conditions.matching(etag("from")))) {
      Target target = new Target(new Blobs(here), here, K, "k", Precondition.NONE);
      new Assembly(target, new BlockId.Nonce(1, 2), Assembly.Hold.NOTHING)
          .publish(
              List.of(Source.of((AzureReader) reader)),
              Description.of(ObjectMetadata.EMPTY, List.of()),
              Headers.keepable(Map.of(), Headers.Md5Bytes.NONE));
    }

    assertThat(bytes("k")).isEqualTo(Arrays.copyOfRange(bytes, 10, 500_010));
  }

  private ETag etag(String key) throws IOException {
    return store.head(new Key(key)).etag();
  }

  @Test
  void copyBetweenContainersKeepsWhatIsKnownOfTheSource() throws IOException {
    byte[] bytes = TestBytes.random(1000, 1);
    store.put(
        new PutRequest(
            new Key("from"),
            ArrivingBytes.of(bytes)
                .withChecksums(TestBytes.checksum(ChecksumAlgorithm.SHA256, bytes)),
            ObjectMetadata.EMPTY));
    Azurite azurite = Azurite.require();
    try (AzureStore second = azurite.open(azurite.options(azurite.newContainer()));
        ObjectReader reader = store.get(new Key("from"), ByteRange.ALL, Precondition.NONE)) {
      ObjectInfo copy =
          second.put(
              new PutRequest(
                  K,
                  new Content.Stored(reader),
                  ObjectMetadata.EMPTY,
                  Precondition.ABSENT,
                  Optional.empty(),
                  Set.of(ChecksumAlgorithm.SHA256)));

      assertThat(copy.checksums())
          .containsExactly(TestBytes.checksum(ChecksumAlgorithm.SHA256, bytes));
      assertThat(second.head(K)).isEqualTo(copy);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void keysOfAllPlanesAreListedInOurOrder(long seed) throws IOException {
    List<String> atoms =
        List.of(
            "a",
            "/",
            "\u4e00",
            "\ud7ff",
            "\ue000",
            "\uff08",
            "\ufffd",
            "\ud800\udc00",
            "\ud83d\ude00",
            "\udbff\udffd",
            ".",
            "\\",
            "\n");
    Random random = new Random(seed);
    try (MemoryStore memory = new MemoryStore(InstantSource.system(), random)) {
      StoreFixture reference = () -> memory;
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        StringBuilder key = new StringBuilder();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
          key.append(atoms.get(random.nextInt(atoms.size())));
        }
        keys.add(key.toString());
      }
      for (String key : keys) {
        put(key, "");
        reference.put(key, "");
      }
      new ListingOracle(memory::list, random).compare(store::list);
    }
  }

  @Test
  void whatWeKeepForOurselvesIsOutOfReach() throws IOException {
    store.start(K, ObjectMetadata.EMPTY, Map.of());
    put("a.", "packed");

    assertThat(keys()).containsExactly("a.");
    assertThat(list(".openfiles/", "")).isEmpty();
    assertThat(list("", "/")).containsExactly("a.");
    assertThatThrownBy(() -> put(".openfiles/x", "x")).isInstanceOf(AccessDeniedException.class);
    put(".openfiles", "an object like any other");
    assertThat(keys()).containsExactly(".openfiles", "a.");
  }
}
