package org.openfiles.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.CorruptDataException;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.TestBytes;

/// Files that other programs make, change, and link.
final class ForeignFilesTest extends FolderTestCase {

  @Test
  void fileThatAnotherProgramMadeIsAnObjectWithAnEtagThatIsNoMd5() throws IOException {
    write("d/made.txt", "hello");

    ObjectInfo info = head("d/made.txt");

    assertThat(info.size()).isEqualTo(5);
    assertThat(text("d/made.txt")).isEqualTo("hello");
    assertThat(info.etag().value()).matches("[0-9a-f]{32}-0");
    assertThat(info.metadata()).isEqualTo(ObjectMetadata.EMPTY);
    assertThat(info.checksums()).isEmpty();
    assertThat(info.partCount()).isZero();
    assertThat(info.lastModified())
        .isEqualTo(Files.getLastModifiedTime(file("d/made.txt")).toInstant());
  }

  @Test
  void etagOfAForeignFileStaysUntilTheFileChanges() throws IOException {
    Path file = write("made", "hello");
    ETag first = head("made").etag();
    reopen();
    assertThat(head("made").etag()).isEqualTo(first);

    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00.5Z")));
    ETag second = head("made").etag();
    assertThat(second).isNotEqualTo(first);

    Files.writeString(file, "another length");
    assertThat(head("made").etag()).isNotEqualTo(second);
    assertThat(head("made").size()).isEqualTo(14);
  }

  @Test
  void changedObjectLosesWhatWasKnownOfItsBytesAndKeepsTheRest() throws IOException {
    byte[] bytes = "hello".getBytes(UTF_8);
    ArrivingBytes content =
        ArrivingBytes.of(bytes).withChecksums(TestBytes.checksum(ChecksumAlgorithm.CRC32, bytes));
    ObjectMetadata metadata =
        metadata(10).withTags(Map.of("T", "1")).withProperties(Map.of("acl", "x"));
    ObjectInfo before = store().put(new PutRequest(new Key("k"), content, metadata));
    assertThat(before.etag().value()).matches("[0-9a-f]{32}");

    Files.writeString(file("k"), "Hello", StandardOpenOption.WRITE);

    ObjectInfo after = head("k");
    assertThat(after.etag().value()).matches("[0-9a-f]{32}-0");
    assertThat(after.checksums()).extracting(Checksum::algorithm).isEmpty();
    assertThat(after.metadata()).isEqualTo(metadata);
    assertThat(text("k")).isEqualTo("Hello");
  }

  @Test
  void fileThatReplacesAnObjectIsOnlyItself() throws IOException {
    put("k", "hello", metadata(10));
    write("other", "jello");

    Files.move(file("other"), file("k"), StandardCopyOption.REPLACE_EXISTING);

    assertThat(head("k").metadata()).isEqualTo(ObjectMetadata.EMPTY);
    assertThat(head("k").etag().value()).endsWith("-0");
    assertThat(text("k")).isEqualTo("jello");
  }

  @Test
  void objectThatAnotherProgramRenamesKeepsItsEtagAndMetadata() throws IOException {
    ObjectInfo before = put("k", "hello", metadata(10));

    Files.createDirectory(file("d"));
    Files.move(file("k"), file("d/renamed"));

    ObjectInfo after = head("d/renamed");
    assertThat(after.etag()).isEqualTo(before.etag());
    assertThat(after.metadata()).isEqualTo(before.metadata());
    assertThatThrownBy(() -> head("k")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void copyThatAnotherProgramMadeWithAttributesHasMetadataAndAnEtagOfItsOwn() throws IOException {
    put("k", "hello", metadata(10));

    Files.copy(file("k"), file("copy"), StandardCopyOption.COPY_ATTRIBUTES);

    assertThat(Attributes.has(file("copy"), "openfiles")).isTrue();
    assertThat(head("copy").etag().value()).endsWith("-0");
    assertThat(head("copy").metadata()).isEqualTo(metadata(10));
  }

  @Test
  void attributeThatIsNotOursIsNoMetadata() throws IOException {
    Path file = write("k", "hello");
    for (String strange :
        List.of(
            "",
            "x",
            "{",
            "[]",
            "{\"etag\":",
            "{\"etag\":1}",
            "{\"checksums\":[[\"X\",\"Y\",\"Z\"]]}")) {
      Attributes.set(file, "openfiles", strange);
      Files.setLastModifiedTime(file, FileTime.fromMillis(strange.hashCode()));

      assertThat(text("k")).as(strange).isEqualTo("hello");
      assertThat(head("k").etag().value()).endsWith("-0");
    }
  }

  @Test
  void metadataThatALaterVersionAddedIsPassedOver() throws IOException {
    put("k", "hello", metadata(3));
    String json = Attributes.text(file("k"), "openfiles");

    Attributes.set(
        file("k"), "openfiles", json.replaceFirst("\\{", "{\"future\":{\"a\":[1,{\"b\":2}]},"));

    assertThat(head("k").metadata()).isEqualTo(metadata(3));
    assertThat(head("k").etag().value()).hasSize(32);
  }

  @Test
  void updateOfAForeignFileKeepsItsEtagAndTime() throws IOException {
    write("k", "hello");
    ObjectInfo before = head("k");

    store().update(new Key("k"), metadata -> metadata.withTags(Map.of("T", "1")));

    assertThat(head("k").etag()).isEqualTo(before.etag());
    assertThat(head("k").lastModified()).isEqualTo(before.lastModified());
    assertThat(head("k").metadata().tags()).isEqualTo(Map.of("T", "1"));
    assertThat(text("k")).isEqualTo("hello");
  }

  @Test
  void fileThatIsCutWhileItIsReadIsCorruptAndNotSilentlyShort() throws IOException {
    put("k", TestBytes.random(100_000, 1));
    try (ObjectReader reader = store().get(new Key("k"), ByteRange.ALL, Precondition.NONE)) {
      assertThat(reader.read(ByteBuffer.allocate(1000))).isEqualTo(1000);
      try (FileChannel file = FileChannel.open(file("k"), StandardOpenOption.WRITE)) {
        file.truncate(2000);
      }

      assertThatThrownBy(() -> TestBytes.read(reader)).isInstanceOf(CorruptDataException.class);
    }
  }

  @Test
  void handMadeDirectoryStaysWhenItsLastObjectIsDeleted() throws IOException {
    write("hand/made/k", "x");
    put("hand/made/ours/deep/k", "x");

    delete("hand/made/k");
    delete("hand/made/ours/deep/k");

    assertThat(visible()).containsExactly("hand/", "hand/made/");
    assertThat(keys()).isEmpty();
    assertThat(list("", "/")).isEmpty();
  }

  @Test
  void directoryWithAForeignFileStays() throws IOException {
    put("d/k", "x");
    write("d/foreign", "x");

    delete("d/k");

    assertThat(keys()).containsExactly("d/foreign");
  }
}
