package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.Content;
import org.openfiles.core.CorruptDataException;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;

/// Whole objects: what was put is there, or nothing of it.
interface PutContract extends StoreFixture {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8192, 8193, 3_000_001})
  default void bytesComeBackAsTheyWerePut(int size) throws IOException {
    byte[] bytes = TestBytes.random(size, size);

    ObjectInfo info = put("k", bytes);

    assertThat(info.key()).isEqualTo(new Key("k"));
    assertThat(info.size()).isEqualTo(size);
    assertThat(info.partCount()).isZero();
    assertThat(bytes("k")).isEqualTo(bytes);
    assertSame(store().head(new Key("k")), info);
  }

  @Test
  default void contentOfUnknownLengthInDirectBuffersIsStored() throws IOException {
    byte[] bytes = TestBytes.random(100_000, 1);

    store()
        .put(
            new PutRequest(
                new Key("k"),
                ArrivingBytes.of(bytes).ofUnknownLength().inDirectChunksOf(777),
                ObjectMetadata.EMPTY));

    assertThat(bytes("k")).isEqualTo(bytes);
  }

  @Test
  default void etagTellsVersionsApart() throws IOException {
    ETag first = put("k", "one").etag();
    ETag second = put("k", "two").etag();

    assertThat(second).isNotEqualTo(first);
    assertThat(text("k")).isEqualTo("two");
    assertThat(store().head(new Key("k")).etag()).isEqualTo(second);
  }

  @Test
  default void contentThatFailsAtItsEndLeavesNothing() {
    ArrivingBytes content =
        ArrivingBytes.of(TestBytes.random(100_000, 1))
            .thatEndsWith(
                () -> {
                  throw new EOFException("cut off");
                });

    assertThatThrownBy(
            () -> store().put(new PutRequest(new Key("d/k"), content, ObjectMetadata.EMPTY)))
        .isInstanceOf(EOFException.class);

    assertThatThrownBy(() -> store().head(new Key("d/k"))).isInstanceOf(NoSuchFileException.class);
    assertThat(assertNoFault(this::keys)).isEmpty();
  }

  @Test
  default void contentThatFailsLeavesTheOldObject() throws IOException {
    ObjectInfo old = put("k", "old");
    ArrivingBytes content =
        ArrivingBytes.of(TestBytes.random(100_000, 1))
            .thatEndsWith(
                () -> {
                  throw new IllegalStateException("broken");
                });

    assertThatThrownBy(
            () -> store().put(new PutRequest(new Key("k"), content, ObjectMetadata.EMPTY)))
        .isInstanceOf(IllegalStateException.class);

    assertSame(store().head(new Key("k")), old);
    assertThat(text("k")).isEqualTo("old");
  }

  @Test
  default void nothingShowsBeforeTheContentHasEnded() throws IOException {
    ArrivingBytes content =
        ArrivingBytes.of(TestBytes.random(100_000, 1))
            .thatEndsWith(
                () -> {
                  assertThat(keys()).isEmpty();
                  assertThat(list("", "/")).isEmpty();
                  assertThatThrownBy(() -> store().head(new Key("d/k")))
                      .isInstanceOf(NoSuchFileException.class);
                  return null;
                });

    store().put(new PutRequest(new Key("d/k"), content, ObjectMetadata.EMPTY));

    assertThat(keys()).containsExactly("d/k");
  }

  @Test
  default void md5IsVerified() throws IOException {
    byte[] bytes = TestBytes.random(100_000, 1);
    Checksum right = TestBytes.checksum(ChecksumAlgorithm.MD5, bytes);
    Checksum wrong = TestBytes.checksum(ChecksumAlgorithm.MD5, new byte[1]);

    assertThatThrownBy(() -> putWithMd5(bytes, wrong)).isInstanceOf(CorruptDataException.class);
    assertThat(keys()).isEmpty();

    putWithMd5(bytes, right);
    assertThat(bytes("k")).isEqualTo(bytes);
  }

  private ObjectInfo putWithMd5(byte[] bytes, Checksum md5) throws IOException {
    return store()
        .put(
            new PutRequest(
                new Key("k"),
                ArrivingBytes.of(bytes),
                ObjectMetadata.EMPTY,
                Precondition.NONE,
                Optional.of(md5),
                Set.of()));
  }

  @Test
  default void checksumsAreKept() throws IOException {
    byte[] bytes = TestBytes.random(1000, 1);
    Checksum[] checksums = {
      TestBytes.checksum(ChecksumAlgorithm.CRC32C, bytes),
      TestBytes.checksum(ChecksumAlgorithm.SHA256, bytes)
    };

    store()
        .put(
            new PutRequest(
                new Key("k"),
                ArrivingBytes.of(bytes).withChecksums(checksums),
                ObjectMetadata.EMPTY));

    assertKept(store().head(new Key("k")).checksums(), checksums);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 1_000_000})
  default void copyHasTheBytesTheNewMetadataAndTheWantedChecksums(int size) throws IOException {
    byte[] bytes = TestBytes.random(size, 1);
    put("from", bytes);
    ObjectMetadata metadata = MetadataContract.full("x");

    ObjectInfo copy = copy("from", "to", ByteRange.ALL, metadata);

    assertThat(bytes("to")).isEqualTo(bytes);
    assertThat(copy.metadata()).isEqualTo(metadata);
    assertKept(copy.checksums(), TestBytes.checksum(ChecksumAlgorithm.CRC64NVME, bytes));
    assertThat(bytes("from")).isEqualTo(bytes);
  }

  @Test
  default void copyOfASliceHasJustThat() throws IOException {
    put("from", "0123456789");

    ObjectInfo copy = copy("from", "to", new ByteRange.Between(3, 6), ObjectMetadata.EMPTY);

    assertThat(text("to")).isEqualTo("3456");
    assertKept(
        copy.checksums(),
        TestBytes.checksum(ChecksumAlgorithm.CRC64NVME, new byte[] {'3', '4', '5', '6'}));
  }

  @Test
  default void copyOntoItselfKeepsTheBytes() throws IOException {
    byte[] bytes = TestBytes.random(100_000, 1);
    put("k", bytes);
    ObjectMetadata metadata = MetadataContract.full("x");

    copy("k", "k", ByteRange.ALL, metadata);

    assertThat(bytes("k")).isEqualTo(bytes);
    assertThat(store().head(new Key("k")).metadata()).isEqualTo(metadata);
    assertThat(keys()).containsExactly("k");
  }

  @Test
  default void copyIsOfTheVersionThatWasOpened() throws IOException {
    put("from", "old");
    try (ObjectReader reader = store().get(new Key("from"), ByteRange.ALL, Precondition.NONE)) {
      put("from", "new one");
      store().put(new PutRequest(new Key("to"), new Content.Stored(reader), ObjectMetadata.EMPTY));
    }

    assertThat(text("to")).isEqualTo("old");
  }

  private ObjectInfo copy(String from, String to, ByteRange range, ObjectMetadata metadata)
      throws IOException {
    try (ObjectReader reader = store().get(new Key(from), range, Precondition.NONE)) {
      return store()
          .put(
              new PutRequest(
                  new Key(to),
                  new Content.Stored(reader),
                  metadata,
                  Precondition.NONE,
                  Optional.empty(),
                  Set.of(ChecksumAlgorithm.CRC64NVME)));
    }
  }

  @Test
  default void deletedObjectIsGoneAndDeletingNothingSucceeds() throws IOException {
    put("a", "1");
    put("b", "2");

    delete("a");
    delete("a");
    delete("never/there");

    assertThatThrownBy(() -> store().head(new Key("a"))).isInstanceOf(NoSuchFileException.class);
    assertThat(keys()).isEqualTo(List.of("b"));
  }

  @Test
  default void absentKeyIsNoSuchFileFromEveryVerb() {
    Key key = new Key("absent");
    assertThatThrownBy(() -> store().head(key)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> store().get(key, ByteRange.ALL, Precondition.NONE))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> store().get(key, new ByteRange.Between(5, 9), Precondition.EXISTS))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> store().update(key, metadata -> metadata))
        .isInstanceOf(NoSuchFileException.class);
  }

  /// A step that may throw, where the test's method may not.
  interface Step<T> {
    T run() throws IOException;
  }

  private static <T> T assertNoFault(Step<T> step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
