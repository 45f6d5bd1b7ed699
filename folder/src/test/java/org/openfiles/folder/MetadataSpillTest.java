package org.openfiles.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;
import org.openfiles.core.Upload;
import org.openfiles.testkit.ArrivingBytes;

/// Metadata that does not fit an extended attribute.
final class MetadataSpillTest extends FolderTestCase {

  @ParameterizedTest
  @ValueSource(ints = {4 << 10, 40 << 10, 400 << 10})
  void largeMetadataIsKeptBeside(int bytes) throws IOException {
    ObjectInfo info = put("d/k", "x", metadata(bytes));

    assertThat(head("d/k")).isEqualTo(info);
    assertThat(info.metadata()).isEqualTo(metadata(bytes));
    reopen();
    assertThat(head("d/k")).isEqualTo(info);
    assertThat(keys()).containsExactly("d/k");

    delete("d/k");
    assertThat(reserved("meta")).isEmpty();
    assertThat(visible()).isEmpty();
  }

  @Test
  void sidecarGoesWithTheVersionThatItBelongsTo() throws IOException {
    put("k", "1", metadata(40 << 10));
    List<String> first = reserved("meta");
    put("k", "2", metadata(40 << 10));
    assertThat(reserved("meta")).hasSize(1).doesNotContainAnyElementsOf(first);

    put("k", "3", metadata(1));
    assertThat(reserved("meta")).isEmpty();
    assertThat(head("k").metadata()).isEqualTo(metadata(1));
  }

  @Test
  void updateMovesMetadataOutAndBack() throws IOException {
    ObjectInfo before = put("k", "x", metadata(1));

    store().update(new Key("k"), _ -> metadata(40 << 10));
    assertThat(head("k").metadata()).isEqualTo(metadata(40 << 10));
    assertThat(reserved("meta")).hasSize(1);
    store().update(new Key("k"), _ -> metadata(41 << 10));
    assertThat(head("k").metadata()).isEqualTo(metadata(41 << 10));
    assertThat(reserved("meta")).hasSize(1);
    store().update(new Key("k"), _ -> metadata(1));

    assertThat(head("k")).isEqualTo(before);
    assertThat(reserved("meta")).isEmpty();
  }

  @Test
  void readerThatIsOpenKeepsItsMetadataWhenTheSidecarIsReplaced() throws IOException {
    ObjectInfo before = put("k", "x", metadata(40 << 10));
    try (var reader = store().get(new Key("k"), ByteRange.ALL, Precondition.NONE)) {
      put("k", "y", metadata(41 << 10));

      assertThat(reader.info()).isEqualTo(before);
    }
  }

  @Test
  void objectThatMakesWayForADirectoryKeepsItsLargeMetadata() throws IOException {
    ObjectInfo before = put("a", "x", metadata(40 << 10));

    put("a/b", "y");

    assertThat(head("a")).isEqualTo(before);
    delete("a");
    assertThat(reserved("meta")).isEmpty();
  }

  @Test
  void failedPutLeavesNoSidecar() throws IOException {
    put("k", "x", metadata(40 << 10));

    assertThatThrownBy(
            () ->
                store()
                    .put(
                        with(
                            new PutRequest(
                                new Key("k"),
                                ArrivingBytes.of(new byte[1])
                                    .thatEndsWith(
                                        () -> {
                                          put("k", "meanwhile");
                                          return null;
                                        }),
                                metadata(40 << 10)),
                            new Precondition.Matches(head("k").etag()))))
        .isInstanceOf(PreconditionFailedException.class);

    assertThat(reserved("meta")).isEmpty();
    assertThat(temporaries()).isEmpty();
    assertThat(text("k")).isEqualTo("meanwhile");
  }

  @Test
  void markerWithLargeMetadataBecomesAFileAndStaysOne() throws IOException {
    put("d/", "", metadata(1));
    assertThat(visible()).containsExactly("d/");
    ObjectInfo small = head("d/");

    store().update(new Key("d/"), _ -> metadata(40 << 10));

    assertThat(head("d/").metadata()).isEqualTo(metadata(40 << 10));
    assertThat(head("d/").lastModified()).isEqualTo(small.lastModified());
    assertThat(head("d/").etag()).isEqualTo(small.etag());
    assertThat(visible()).containsExactly("d/", "d/.%");
    put("d/", "", metadata(40 << 10));
    assertThat(keys()).containsExactly("d/");
    delete("d/");
    assertThatThrownBy(() -> head("d/")).isInstanceOf(NoSuchFileException.class);
    assertThat(visible()).isEmpty();
    assertThat(reserved("meta")).isEmpty();
  }

  @Test
  void manyPartsAreKeptApartAndAllOfThemAreTold() throws IOException {
    Upload upload = start("k");
    List<PartInfo> parts = new ArrayList<>();
    for (int i = 1; i <= 300; i++) {
      parts.add(putPart(upload, i * 2, new byte[] {(byte) i}));
    }
    ObjectInfo made = complete(upload, parts.toArray(PartInfo[]::new));

    assertThat(reserved("meta")).hasSize(1);
    assertThat(Files.size(file(".openfiles/meta").resolve(reserved("meta").getFirst())))
        .isGreaterThan(10_000);
    reopen();
    assertThat(head("k")).isEqualTo(made);
    assertThat(multipart().parts(new Key("k"))).hasSize(300);
    assertThat(bytes("k", new ByteRange.Part(300))).containsExactly((byte) 300);
    store().update(new Key("k"), _ -> metadata(10));
    assertThat(multipart().parts(new Key("k"))).hasSize(300);
    assertThat(complete(upload, parts.toArray(PartInfo[]::new)).etag()).isEqualTo(made.etag());
    put("k", "whole");
    assertThat(reserved("meta")).isEmpty();
  }

  @Test
  void sidecarOfAFileThatAnotherProgramRemovedIsCollectedInTime() throws IOException {
    put("gone", "x", metadata(40 << 10));
    put("stays", "x", metadata(40 << 10));
    put("moved", "x", metadata(40 << 10));
    put("moved/below", "x");
    Files.delete(file("gone"));
    store().collect(Instant.now());
    assertThat(reserved("meta")).hasSize(3);
    for (String name : reserved("meta")) {
      Files.setLastModifiedTime(
          file(".openfiles/meta").resolve(name),
          FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    }

    store().collect(Instant.now());

    assertThat(reserved("meta")).hasSize(2);
    assertThat(head("stays").metadata()).isEqualTo(metadata(40 << 10));
    assertThat(head("moved").metadata()).isEqualTo(metadata(40 << 10));
  }

  @Test
  void newFileAtTheKeyOfALostSidecarDoesNotInheritIt() throws IOException {
    put("k", "x", metadata(40 << 10));
    Files.delete(file("k"));

    write("k", "of another program");

    assertThat(head("k").etag().value()).endsWith("-0");
    assertThat(head("k").checksums()).isEmpty();
  }
}
