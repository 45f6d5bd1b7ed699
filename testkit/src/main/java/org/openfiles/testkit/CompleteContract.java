package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.PartInfo;
import org.openfiles.core.PartMismatchException;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.RangeException;
import org.openfiles.core.UnknownUploadException;
import org.openfiles.core.Upload;

/// The end of an upload: an object.
interface CompleteContract extends MultipartFixture {

  @Test
  default void objectIsItsPartsInOrder() throws IOException {
    Upload upload = multipart().start(new Key("d/k"), MetadataContract.full("m"), Map.of());
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    PartInfo[] parts = new PartInfo[3];
    byte[][] bytes = {partBytes(1_000_000, 0), partBytes(70_000, 1), TestBytes.random(5, 2)};
    for (int i = 2; i >= 0; i--) {
      parts[i] = putPart(upload, i + 1, bytes[i]);
    }
    for (int i = 0; i < 3; i++) {
      expected.writeBytes(bytes[i]);
    }
    Checksum checksum = new Checksum(ChecksumAlgorithm.CRC32, "AAAAAA==", Checksum.Scope.COMPOSITE);

    ObjectInfo info =
        multipart()
            .complete(
                new CompleteRequest(
                    upload.key(),
                    upload.id(),
                    naming(upload, parts).parts(),
                    List.of(checksum),
                    Precondition.NONE));

    assertThat(bytes("d/k")).isEqualTo(expected.toByteArray());
    assertThat(info.size()).isEqualTo(expected.size());
    assertThat(info.metadata()).isEqualTo(MetadataContract.full("m"));
    assertKept(info.checksums(), checksum);
    assertThat(info.partCount()).isEqualTo(3);
    assertSame(store().head(new Key("d/k")), info);
    assertThat(keys()).containsExactly("d/k");
    assertThat(multipart().uploads("")).isEmpty();
    assertUnknown(() -> multipart().upload(upload.key(), upload.id()));
    assertUnknown(() -> multipart().parts(upload.key(), upload.id()));
    assertUnknown(() -> putPart(upload, 1, new byte[1]));
  }

  @Test
  default void partsAreReadSinglyAndToldAfterwards() throws IOException {
    Upload upload = start("k");
    PartInfo first = putPart(upload, 1, partBytes(1000, 1));
    PartInfo second = putPart(upload, 2, TestBytes.random(10, 2));

    complete(upload, first, second);

    assertThat(bytes("k", new ByteRange.Part(1))).isEqualTo(partBytes(1000, 1));
    assertThat(bytes("k", new ByteRange.Part(2))).isEqualTo(TestBytes.random(10, 2));
    for (int absent : new int[] {0, 3, 10_000}) {
      assertThatThrownBy(() -> bytes("k", new ByteRange.Part(absent)))
          .isInstanceOf(RangeException.class);
    }
    assertThat(multipart().parts(new Key("k")))
        .extracting(PartInfo::number, PartInfo::size)
        .containsExactly(Tuple.tuple(1, first.size()), Tuple.tuple(2, 10L));
    if (traits().partEtags()) {
      assertThat(multipart().parts(new Key("k")))
          .extracting(PartInfo::etag)
          .containsExactly(first.etag(), second.etag());
    }
  }

  @Test
  default void partsOfTheObjectAreCountedFromOneWhateverTheirNumbersWere() throws IOException {
    Upload upload = start("k");
    byte[] bytes = partBytes(1, 3);
    PartInfo third = putPart(upload, 3, bytes);
    putPart(upload, 5, new byte[] {5});
    PartInfo last = putPart(upload, 10_000, new byte[] {9, 9});

    ObjectInfo info = complete(upload, third, last);

    assertThat(bytes("k")).startsWith(bytes).endsWith(new byte[] {9, 9}).hasSize(bytes.length + 2);
    assertThat(info.partCount()).isEqualTo(2);
    assertThat(bytes("k", new ByteRange.Part(2))).containsExactly(9, 9);
    assertThat(multipart().parts(new Key("k"))).extracting(PartInfo::number).containsExactly(1, 2);
  }

  @Test
  default void objectThatWasPutWholeHasNoParts() throws IOException {
    put("k", "x");

    assertThat(multipart().parts(new Key("k"))).isEmpty();
    assertThatThrownBy(() -> multipart().parts(new Key("absent")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  default void putAfterwardsForgetsTheParts() throws IOException {
    Upload upload = start("k");
    complete(upload, putPart(upload, 1, partBytes(3, 1)), putPart(upload, 2, new byte[3]));

    assertThat(put("k", "x").partCount()).isZero();

    assertThat(multipart().parts(new Key("k"))).isEmpty();
  }

  @Test
  default void updateKeepsTheParts() throws IOException {
    assumeTrue(traits().updatesInPlace(), "a trait: updates are copies");
    Upload upload = start("k");
    ObjectInfo made =
        complete(upload, putPart(upload, 1, partBytes(3, 1)), putPart(upload, 2, new byte[3]));

    ObjectInfo updated = store().update(made.key(), _ -> MetadataContract.full("m"));

    assertThat(updated.partCount()).isEqualTo(2);
    assertThat(updated.etag()).isEqualTo(made.etag());
    assertThat(multipart().parts(made.key())).hasSize(2);
  }

  @Test
  default void completingAgainReturnsTheObjectWhileItIsThere() throws IOException {
    Upload upload = start("k");
    CompleteRequest request = naming(upload, Precondition.ABSENT, putPart(upload, 1, new byte[3]));
    ObjectInfo made = multipart().complete(request);

    assertSame(multipart().complete(request), made);

    put("k", "somebody else's");
    assertUnknown(() -> multipart().complete(request));
    delete("k");
    assertUnknown(() -> multipart().complete(request));
  }

  @Test
  default void completingAgainWithOtherPartsIsUnknown() throws IOException {
    Upload upload = start("k");
    PartInfo first = putPart(upload, 1, partBytes(3, 1));
    PartInfo second = putPart(upload, 2, new byte[3]);
    complete(upload, first, second);

    assertUnknown(() -> complete(upload, first));
  }

  @Test
  default void partThatWasNeverUploadedOrIsAnotherIsRefused() throws IOException {
    Upload upload = start("k");
    byte[] bytes = partBytes(1, 1);
    PartInfo first = putPart(upload, 1, bytes);
    PartInfo replaced = putPart(upload, 2, partBytes(1, 2));
    PartInfo second = putPart(upload, 2, partBytes(1, 3));
    PartInfo third = new PartInfo(3, 1, first.etag(), first.lastModified(), List.of());
    PartInfo other = new PartInfo(1, 1, new ETag("other"), first.lastModified(), List.of());

    for (PartInfo[] wrong : new PartInfo[][] {{first, replaced}, {first, second, third}, {other}}) {
      assertThatThrownBy(() -> complete(upload, wrong)).isInstanceOf(PartMismatchException.class);
    }

    assertThat(keys()).isEmpty();
    complete(upload, first, second);
    assertThat(bytes("k")).startsWith(bytes).endsWith(partBytes(1, 3)).hasSize(2 * bytes.length);
  }

  @Test
  default void preconditionIsJudgedAtTheEndAndTheUploadGoesOn() throws IOException {
    Upload upload = start("k");
    PartInfo part = putPart(upload, 1, new byte[] {1});
    CompleteRequest ifMatching = naming(upload, new Precondition.Matches(new ETag("other")), part);
    assertThatThrownBy(() -> multipart().complete(ifMatching))
        .isInstanceOf(NoSuchFileException.class)
        .isNotInstanceOf(UnknownUploadException.class);
    put("k", "meanwhile");

    assertThatThrownBy(() -> multipart().complete(ifMatching))
        .isInstanceOf(PreconditionFailedException.class);
    assertThatThrownBy(() -> multipart().complete(naming(upload, Precondition.ABSENT, part)))
        .isInstanceOf(PreconditionFailedException.class);

    assertThat(text("k")).isEqualTo("meanwhile");
    multipart().complete(naming(upload, Precondition.EXISTS, part));
    assertThat(bytes("k")).containsExactly(1);
  }

  @Test
  default void twoUploadsOfOneKeyDoNotMeet() throws IOException {
    Upload one = start("k");
    Upload two = start("k");
    PartInfo first = putPart(one, 1, new byte[] {1});
    PartInfo second = putPart(two, 1, new byte[] {2});

    complete(two, second);
    assertThat(bytes("k")).containsExactly(2);
    complete(one, first);
    assertThat(bytes("k")).containsExactly(1);
  }

  @Test
  default void hardKeysAreUploadedInParts() throws IOException {
    List<Upload> uploads = new ArrayList<>();
    for (String key : KeyContract.hardKeys()) {
      uploads.add(start(key));
    }
    assertThat(multipart().uploads("").stream().map(upload -> upload.key().value()))
        .containsExactlyElementsOf(KeyContract.hardKeys());
    for (Upload upload : uploads) {
      complete(upload, putPart(upload, 1, upload.key().utf8()));
    }

    assertThat(keys()).isEqualTo(KeyContract.hardKeys());
    for (String key : KeyContract.hardKeys()) {
      assertThat(text(key)).isEqualTo(key);
    }
  }

  static void assertUnknown(PutContract.Step<?> step) {
    assertThatThrownBy(step::run).isInstanceOf(UnknownUploadException.class);
  }
}
