package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.Content;
import org.openfiles.core.CorruptDataException;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.UnknownUploadException;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;

/// Uploads under way.
interface UploadContract extends MultipartFixture {

  @Test
  default void uploadIsRememberedWithAllThatWasSaid() throws IOException {
    Map<String, String> attributes = Map.of("checksum", "CRC32", "empty", "", "x", "\u00e9\n");

    if (!traits().remembersUploads()) {
      assertNamesAreRemembered();
      return;
    }
    Upload upload = multipart().start(new Key("d/k"), MetadataContract.full("m"), attributes);

    assertThat(upload.key()).isEqualTo(new Key("d/k"));
    assertThat(upload.metadata()).isEqualTo(MetadataContract.full("m"));
    assertThat(upload.attributes()).isEqualTo(attributes);
    assertThat(multipart().upload(new Key("d/k"), upload.id())).isEqualTo(upload);
    assertThat(multipart().uploads("")).containsExactly(upload);
  }

  private void assertNamesAreRemembered() throws IOException {
    Upload upload = multipart().start(new Key("d/k"), MetadataContract.full("m"), Map.of());

    Upload found = multipart().upload(new Key("d/k"), upload.id());

    assertThat(found.key()).isEqualTo(upload.key());
    assertThat(found.id()).isEqualTo(upload.id());
    assertThat(multipart().uploads("")).containsExactly(found);
  }

  @Test
  default void nothingOfAnUploadShowsInTheStore() throws IOException {
    Upload upload = start("d/k");
    putPart(upload, 1, new byte[10]);

    assertThat(keys()).isEmpty();
    assertThat(list("", "/")).isEmpty();
    assertThatThrownBy(() -> store().head(new Key("d/k"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  default void uploadsAreInTheOrderOfKeysThenStarts() throws IOException {
    Upload second = start("b");
    Upload third = start("b");
    Upload last = start("\ud83d\ude00");
    Upload fourth = start("\uff21");
    Upload first = start("a/x");

    assertThat(multipart().uploads("").stream().map(Upload::key))
        .containsExactly(first.key(), second.key(), third.key(), fourth.key(), last.key());
    assertThat(multipart().uploads(""))
        .isSortedAccordingTo(Comparator.comparing(Upload::key).thenComparing(Upload::started));
    assertThat(multipart().uploads("b"))
        .extracting(Upload::id)
        .containsExactlyInAnyOrder(second.id(), third.id());
    assertThat(multipart().uploads("a/")).extracting(Upload::id).containsExactly(first.id());
    assertThat(multipart().uploads("c")).isEmpty();
  }

  @Test
  default void partsAreListedByNumberAndReplaced() throws IOException {
    Upload upload = start("k");
    PartInfo tenth = putPart(upload, 10, new byte[] {1});
    putPart(upload, 2, new byte[] {2});
    PartInfo last = putPart(upload, 10_000, new byte[0]);
    PartInfo second = putPart(upload, 2, new byte[] {3, 4});

    assertThat(second.number()).isEqualTo(2);
    assertThat(second.size()).isEqualTo(2);
    assertSame(multipart().parts(upload.key(), upload.id()), second, tenth, last);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_001})
  default void partOfAnImpossibleNumberIsRefused(int number) throws IOException {
    Upload upload = start("k");

    assertThatThrownBy(() -> putPart(upload, number, new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(multipart().parts(upload.key(), upload.id())).isEmpty();
  }

  @Test
  default void partIsVerifiedAndABrokenOneLeavesTheOld() throws IOException {
    Upload upload = start("k");
    byte[] bytes = TestBytes.random(100_000, 1);
    Checksum md5 = TestBytes.checksum(ChecksumAlgorithm.MD5, bytes);
    PartInfo old =
        multipart()
            .putPart(upload.key(), upload.id(), 1, ArrivingBytes.of(bytes), Optional.of(md5));

    assertThatThrownBy(
            () ->
                multipart()
                    .putPart(
                        upload.key(),
                        upload.id(),
                        1,
                        ArrivingBytes.of(new byte[5]),
                        Optional.of(md5)))
        .isInstanceOf(CorruptDataException.class);
    assertThatThrownBy(
            () ->
                multipart()
                    .putPart(
                        upload.key(),
                        upload.id(),
                        1,
                        ArrivingBytes.of(new byte[5])
                            .thatEndsWith(
                                () -> {
                                  throw new EOFException("cut off");
                                }),
                        Optional.empty()))
        .isInstanceOf(EOFException.class);

    assertSame(multipart().parts(upload.key(), upload.id()), old);
    complete(upload, old);
    assertThat(bytes("k")).isEqualTo(bytes);
  }

  @Test
  default void partHasTheChecksumsThatCameWithIt() throws IOException {
    Upload upload = start("k");
    byte[] bytes = {1, 2, 3};
    Checksum checksum = TestBytes.checksum(ChecksumAlgorithm.SHA1, bytes);

    PartInfo part =
        multipart()
            .putPart(
                upload.key(),
                upload.id(),
                1,
                ArrivingBytes.of(bytes).withChecksums(checksum),
                Optional.empty());

    assertKept(part.checksums(), checksum);
    assertSame(multipart().parts(upload.key(), upload.id()), part);
  }

  @Test
  default void partMayBeASliceOfAnObject() throws IOException {
    byte[] bytes = TestBytes.random(1_000_000, 1);
    put("from", bytes);
    Upload upload = start("to");
    PartInfo part;
    try (ObjectReader reader =
        store().get(new Key("from"), new ByteRange.Between(1000, 900_000), Precondition.NONE)) {
      part =
          multipart()
              .putPart(upload.key(), upload.id(), 1, new Content.Stored(reader), Optional.empty());
    }
    delete("from");
    complete(upload, part);

    assertThat(bytes("to")).isEqualTo(Arrays.copyOfRange(bytes, 1000, 900_001));
  }

  @Test
  default void abortedUploadIsUnknown() throws IOException {
    Upload upload = start("k");
    PartInfo part = putPart(upload, 1, new byte[5]);

    multipart().abort(upload.key(), upload.id());

    assertUnknown(upload.key(), upload.id(), part);
    assertThat(multipart().uploads("")).isEmpty();
    assertThat(keys()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "..", "../../../../etc/passwd", "a/b", "\0", "%", "\ud83d\ude00", "0"})
  default void whateverAClientSendsAsAnIdIsUnknown(String id) throws IOException {
    start("k");

    assertUnknown(new Key("k"), new UploadId(id), putPart(start("other"), 1, new byte[1]));
  }

  @Test
  default void veryLongIdIsUnknown() throws IOException {
    assertUnknown(
        new Key("k"), new UploadId("f".repeat(10_000)), putPart(start("k"), 1, new byte[1]));
  }

  @Test
  default void uploadOfAnotherKeyIsUnknown() throws IOException {
    Upload upload = start("k");
    PartInfo part = putPart(upload, 1, new byte[5]);

    assertUnknown(new Key("other"), upload.id(), part);

    assertSame(multipart().parts(upload.key(), upload.id()), part);
  }

  private void assertUnknown(Key key, UploadId id, PartInfo part) {
    CompleteContract.assertUnknown(() -> multipart().upload(key, id));
    CompleteContract.assertUnknown(() -> multipart().parts(key, id));
    CompleteContract.assertUnknown(
        () -> multipart().putPart(key, id, 1, ArrivingBytes.of(new byte[1]), Optional.empty()));
    CompleteContract.assertUnknown(
        () ->
            multipart()
                .complete(
                    new CompleteRequest(
                        key,
                        id,
                        List.of(new CompleteRequest.PartReference(part.number(), part.etag())),
                        List.of(),
                        Precondition.NONE)));
    assertThatThrownBy(() -> multipart().abort(key, id)).isInstanceOf(UnknownUploadException.class);
  }
}
