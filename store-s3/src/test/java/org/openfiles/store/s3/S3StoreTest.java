package org.openfiles.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Content;
import org.openfiles.core.Key;
import org.openfiles.core.MemoryVolumes;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;
import org.openfiles.core.StoreFeatures;
import org.openfiles.core.UnavailableException;
import org.openfiles.core.Upload;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.MultipartFixture;
import org.openfiles.testkit.StoreTraits;
import org.openfiles.testkit.TestBytes;

/// What the S3 store does beyond the contract, through a network that breaks.
final class S3StoreTest implements MultipartFixture {
  private static final int PART = 5 << 20;

  private final DoorServer server =
      new DoorServer(new MemoryVolumes(InstantSource.system(), new Random(1)));
  private final S3StoreOptions options = server.bucket("bucket");
  private final CuttingProxy network = new CuttingProxy(options.endpoint().orElseThrow());
  private final S3Store store =
      TestBuckets.open(
          options
              .at(network.address())
              .withPartBytes(PART)
              .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(10)));

  S3StoreTest() throws IOException {}

  @BeforeEach
  void learnFeatures() throws IOException {
    assertThat(store.features()).isEqualTo(StoreFeatures.ALL);
    assertThat(keys()).isEmpty();
  }

  @AfterEach
  void closeAll() throws IOException {
    store.close();
    network.close();
    server.close();
  }

  @Override
  public S3Store store() {
    return store;
  }

  @Override
  public S3Store multipart() {
    return store;
  }

  @Override
  public StoreTraits traits() {
    return StoreTraits.REMOTE;
  }

  @Test
  void readGoesOnWhereTheConnectionBroke() throws IOException {
    byte[] bytes = TestBytes.random(3_000_000, 1);
    put("k", bytes);

    network.cut(3, 500_000);

    assertThat(bytes("k")).isEqualTo(bytes);
    assertThat(network.cutsLeft()).isLessThanOrEqualTo(0);
  }

  @Test
  void readThatBreaksEndsWhenItsVersionIsGone() throws IOException {
    put("k", TestBytes.random(8_000_000, 1));
    try (ObjectReader reader = store.get(new Key("k"), ByteRange.ALL, Precondition.NONE)) {
      reader.read(ByteBuffer.allocate(100));
      put("k", TestBytes.random(8_000_000, 2));
      network.cut(1, 100_000);

      assertThatThrownBy(() -> TestBytes.read(reader))
          .isInstanceOf(PreconditionFailedException.class);
    }
  }

  @Test
  void putWhoseAnswerWasLostIsNotRefusedForWhatItDidItself() throws IOException {
    network.cut(1, 0);

    ObjectInfo info = put("k", new byte[] {1, 2}, Precondition.ABSENT);

    assertSame(store.head(new Key("k")), info);
    assertThat(network.cutsLeft()).isLessThanOrEqualTo(0);
  }

  @Test
  void completionWhoseAnswerWasLostIsFound() throws IOException {
    Upload upload = start("k");
    PartInfo part = putPart(upload, 1, new byte[10]);
    network.cut(1, 0);

    ObjectInfo info = complete(upload, part);

    assertThat(info.size()).isEqualTo(10);
    assertThat(store.uploads("")).isEmpty();
  }

  @Test
  void deletionWhoseAnswerWasLostHasHappened() throws IOException {
    Precondition present = new Precondition.Matches(put("k", "x").etag());
    network.cut(1, 0);

    store.delete(new Key("k"), present);

    assertThat(keys()).isEmpty();
  }

  @Test
  void serverThatIsNotThereIsUnavailableInTime() throws IOException {
    try (S3Store impatient =
        TestBuckets.open(
            options
                .at(network.address())
                .withTimeouts(
                    Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)))) {
      network.close();
      long start = System.nanoTime();

      assertThatThrownBy(() -> impatient.head(new Key("k")))
          .isInstanceOf(UnavailableException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void copyMovesNoByteThroughHere() throws IOException {
    byte[] bytes = TestBytes.random(30_000_000, 1);
    Upload upload = start("from");
    complete(upload, putPart(upload, 1, bytes));
    long before;
    try (ObjectReader reader = store.source(new Key("from"), ByteRange.ALL, Precondition.NONE)) {
      before = network.answered();
      store.put(new PutRequest(new Key("to"), new Content.Stored(reader), ObjectMetadata.EMPTY));
    }
    assertThat(network.answered() - before).isLessThan(10_000);

    try (ObjectReader part =
        store.source(new Key("from"), ByteRange.from(1_000_000), Precondition.NONE)) {
      before = network.answered();
      store.put(new PutRequest(new Key("slice"), new Content.Stored(part), ObjectMetadata.EMPTY));
    }
    assertThat(network.answered() - before).isLessThan(10_000);

    assertThat(bytes("to")).isEqualTo(bytes);
    assertThat(bytes("slice")).hasSize(29_000_000);
  }

  @Test
  void contentLongerThanAPartGoesInParts() throws IOException {
    byte[] bytes = TestBytes.random(2 * PART + 17, 1);
    PutRequest request =
        new PutRequest(
            new Key("k"),
            ArrivingBytes.of(bytes).ofUnknownLength(),
            ObjectMetadata.EMPTY.withUser(Map.of("a", "b")),
            Precondition.ABSENT,
            Optional.empty(),
            Set.of());

    ObjectInfo info = store.put(request);

    assertThat(info.partCount()).isEqualTo(3);
    assertThat(info.size()).isEqualTo(bytes.length);
    assertThat(info.metadata().user()).containsEntry("a", "b");
    assertThat(bytes("k")).isEqualTo(bytes);
    assertThat(store.uploads("")).isEmpty();
  }

  @Test
  void uploadInPartsThatFailsLeavesNothing() throws IOException {
    put("k", "old");
    ArrivingBytes content =
        ArrivingBytes.of(TestBytes.random(PART + 1, 1))
            .thatEndsWith(
                () -> {
                  throw new IllegalStateException("broken");
                });

    assertThatThrownBy(() -> store.put(new PutRequest(new Key("k"), content, ObjectMetadata.EMPTY)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> put("k", TestBytes.random(PART + 1, 1), Precondition.ABSENT))
        .isInstanceOf(PreconditionFailedException.class);

    assertThat(store.uploads("")).isEmpty();
    assertThat(text("k")).isEqualTo("old");
  }

  @Test
  void partLargerThanMemoryIsSpooled() throws IOException {
    byte[] bytes = TestBytes.random(3 * PART + 5, 1);
    Upload upload = start("k");

    PartInfo part = putPart(upload, 1, bytes);

    assertThat(part.size()).isEqualTo(bytes.length);
    complete(upload, part);
    assertThat(bytes("k")).isEqualTo(bytes);
  }

  @Test
  void metadataThatCouldForgeWhatADoorSaysIsRefused() {
    ObjectMetadata forged = ObjectMetadata.EMPTY.withUser(Map.of("openfiles-property-acl", "x"));

    assertThatThrownBy(
            () -> store.put(new PutRequest(new Key("k"), ArrivingBytes.of(new byte[1]), forged)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bucketThatIsNotThereIsRefusedAtOnce() {
    S3StoreOptions absent =
        S3StoreOptions.of("us-east-1", "absent-bucket")
            .at(options.endpoint().orElse(URI.create("")))
            .withCredentials(options.credentials());

    assertThatThrownBy(() -> TestBuckets.open(absent))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("absent-bucket");
  }

  @Test
  void secretsAreNotPrinted() {
    assertThat(List.of(options).toString()).doesNotContain("store-secret-key");
  }
}
