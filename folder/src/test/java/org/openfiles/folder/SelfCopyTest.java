package org.openfiles.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.Content;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;
import org.openfiles.core.Upload;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.TestBytes;

/// Copies of an object onto itself and elsewhere, as far as files are concerned.
final class SelfCopyTest extends FolderTestCase {

  @Test
  void copyOntoItselfChangesMetadataAndTimeAndNotTheFile() throws IOException {
    ObjectInfo before = put("k", "hello", metadata(10));
    Object inode = inode("k");

    ObjectInfo after = copy("k", "k", metadata(20), Set.of());

    assertThat(inode("k")).isEqualTo(inode);
    assertThat(after.lastModified()).isAfter(before.lastModified());
    assertThat(after.etag()).isEqualTo(before.etag());
    assertThat(after.metadata()).isEqualTo(metadata(20));
    assertThat(head("k")).isEqualTo(after);
    reopen();
    assertThat(head("k")).isEqualTo(after);
  }

  @Test
  void largeMetadataComesAndGoesWithACopyOntoItself() throws IOException {
    put("k", "hello", metadata(10));

    copy("k", "k", metadata(40 << 10), Set.of());
    assertThat(head("k").metadata()).isEqualTo(metadata(40 << 10));
    copy("k", "k", metadata(10), Set.of());

    assertThat(head("k").metadata()).isEqualTo(metadata(10));
    assertThat(reserved("meta")).isEmpty();
  }

  @Test
  void copyOntoItselfComputesWhatIsAskedForAndUnknown() throws IOException {
    put("k", "hello");

    ObjectInfo after = copy("k", "k", metadata(1), EnumSet.of(ChecksumAlgorithm.CRC64NVME));

    assertThat(after.checksums())
        .containsExactly(TestBytes.checksum(ChecksumAlgorithm.CRC64NVME, "hello".getBytes(UTF_8)));
    assertThat(head("k")).isEqualTo(after);
  }

  @Test
  void copyOntoItselfOfWhatCameInPartsIsWhole() throws IOException {
    Upload upload = start("k");
    PartInfo part = putPart(upload, 1, new byte[] {1, 2, 3});
    complete(upload, part);

    ObjectInfo after = copy("k", "k", metadata(1), Set.of());

    assertThat(after.etag()).isEqualTo(part.etag());
    assertThat(after.partCount()).isZero();
    assertThat(bytes("k")).containsExactly(1, 2, 3);
  }

  @Test
  void copyOntoItselfOfAForeignFileHasAnMd5() throws IOException {
    write("k", "hello");

    ObjectInfo after = copy("k", "k", metadata(1), Set.of());

    assertThat(after.etag().value()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(text("k")).isEqualTo("hello");
  }

  @Test
  void copyOntoItselfLeavesAnotherNameOfTheFileAlone() throws IOException {
    ObjectInfo before = put("k", "hello", metadata(10));
    Files.createLink(file("link"), file("k"));

    copy("k", "k", metadata(20), Set.of());

    assertThat(head("link").metadata()).isEqualTo(before.metadata());
    assertThat(head("k").metadata()).isEqualTo(metadata(20));
  }

  @Test
  void copyOfAVersionThatIsReplacedMeanwhileIsThatVersion() throws IOException {
    put("k", "old", metadata(1));
    try (ObjectReader source = store().get(new Key("k"), ByteRange.ALL, Precondition.NONE)) {
      put("k", "new", metadata(2));

      store().put(new PutRequest(new Key("k"), new Content.Stored(source), metadata(3)));
    }
    assertThat(text("k")).isEqualTo("old");
    assertThat(head("k").metadata()).isEqualTo(metadata(3));
  }

  @Test
  void copyToAnotherStoreKeepsChecksumsAndEtag() throws IOException {
    byte[] bytes = TestBytes.random(1 << 20, 1);
    Checksum crc = TestBytes.checksum(ChecksumAlgorithm.CRC32C, bytes);
    ObjectInfo source =
        store()
            .put(
                new PutRequest(
                    new Key("k"), ArrivingBytes.of(bytes).withChecksums(crc), metadata(1)));
    try (TestBucket elsewhere = new TestBucket();
        FolderStore target = elsewhere.open();
        ObjectReader reader = store().get(new Key("k"), ByteRange.ALL, Precondition.NONE)) {
      ObjectInfo copy =
          target.put(
              new PutRequest(
                  new Key("copy"),
                  new Content.Stored(reader),
                  ObjectMetadata.EMPTY,
                  Precondition.NONE,
                  Optional.empty(),
                  EnumSet.of(ChecksumAlgorithm.CRC32C)));

      assertThat(copy.etag()).isEqualTo(source.etag());
      assertThat(copy.checksums()).containsExactly(crc);
      assertThat(elsewhere.path().resolve("copy")).hasBinaryContent(bytes);
    }
  }

  private ObjectInfo copy(
      String from, String to, ObjectMetadata metadata, Set<ChecksumAlgorithm> checksums)
      throws IOException {
    try (ObjectReader source = store().get(new Key(from), ByteRange.ALL, Precondition.NONE)) {
      return store()
          .put(
              new PutRequest(
                  new Key(to),
                  new Content.Stored(source),
                  metadata,
                  Precondition.NONE,
                  Optional.empty(),
                  checksums));
    }
  }

  private Object inode(String name) throws IOException {
    return Files.getAttribute(file(name), "unix:ino");
  }
}
