package org.openfiles.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Content;
import org.openfiles.core.Key;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;
import org.openfiles.core.Upload;
import org.openfiles.posix.Directory;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.MultipartFixture;
import org.openfiles.testkit.TestBytes;

/// A file system on which files can share blocks (XFS in an image; skipped where it cannot be
/// made).
final class ReflinkTest implements MultipartFixture {
  private static final int SIZE = 8 << 20;

  private TestBucket ground;
  private Path root;
  private TestMount mount;
  private FolderStore store;

  @BeforeEach
  void mountXfs() throws IOException {
    ground = new TestBucket();
    root = ground.path().resolve("root");
    try {
      mount = TestMount.image(root, 320L << 20, "mkfs.xfs", "-q", "-m", "reflink=1");
    } catch (RuntimeException e) {
      ground.close();
      throw e;
    }
    store = open(FolderOptions.DEFAULT.withDedupe(true));
  }

  @AfterEach
  void unmount() throws IOException {
    store.close();
    mount.close();
    ground.close();
  }

  @Override
  public FolderStore store() {
    return store;
  }

  @Override
  public MultipartStore multipart() {
    return store;
  }

  private FolderStore open(FolderOptions options) throws IOException {
    return new FolderStore(Directory.open(root), options, InstantSource.system(), new Random());
  }

  @Test
  void copyTakesNoSpaceAndChangesOnItsOwn() throws IOException {
    byte[] bytes = TestBytes.random(SIZE, 1);
    put("k", bytes);
    long before = used();

    for (int i = 0; i < 5; i++) {
      try (ObjectReader source = store.get(new Key("k"), ByteRange.ALL, Precondition.NONE)) {
        store.put(
            new PutRequest(new Key("copy" + i), new Content.Stored(source), ObjectMetadata.EMPTY));
      }
    }

    assertThat(used() - before).isLessThan(SIZE / 4);
    Files.write(root.resolve("k"), new byte[100]);
    assertThat(bytes("copy4")).isEqualTo(bytes);
    assertThat(store.head(new Key("copy4")).etag().value()).hasSize(32);
  }

  @Test
  void objectOutOfAlignedPartsTakesNoSpace() throws IOException {
    Upload upload = start("k");
    PartInfo first = putPart(upload, 1, TestBytes.random(SIZE, 1));
    PartInfo second = putPart(upload, 2, TestBytes.random(SIZE, 2));
    PartInfo third = putPart(upload, 3, TestBytes.random(12_345, 3));
    long before = used();

    complete(upload, first, second, third);

    assertThat(used() - before).isLessThan(SIZE / 4);
    assertThat(bytes("k", new ByteRange.Part(2))).isEqualTo(TestBytes.random(SIZE, 2));
    assertThat(bytes("k", new ByteRange.Part(3))).isEqualTo(TestBytes.random(12_345, 3));
  }

  @Test
  void equalUploadSharesItsBlocksWhereThatIsWanted() throws IOException {
    byte[] bytes = TestBytes.random(SIZE, 1);
    put("k", bytes);
    long before = used();

    for (int i = 0; i < 5; i++) {
      put("twin" + i, bytes);
    }
    assertThat(used() - before).isLessThan(SIZE / 4);

    put("k", "other");
    Files.write(root.resolve("twin0"), new byte[100]);
    assertThat(bytes("twin4")).isEqualTo(bytes);
    assertThat(inode("twin3")).isNotEqualTo(inode("twin4"));
  }

  @Test
  void uploadsAreStoredOnTheirOwnWhereThatIsNotWanted() throws IOException {
    byte[] bytes = TestBytes.random(SIZE, 1);
    try (FolderStore plain = open(FolderOptions.DEFAULT)) {
      put("k", bytes);
      long before = used();
      plain.put(new PutRequest(new Key("twin"), ArrivingBytes.of(bytes), ObjectMetadata.EMPTY));

      assertThat(used() - before).isGreaterThan(SIZE - (1 << 20));
    }
  }

  @Test
  void objectThatAnotherProgramChangedIsNoTwin() throws IOException {
    byte[] bytes = TestBytes.random(SIZE, 1);
    put("k", bytes);
    byte[] changed = bytes.clone();
    changed[SIZE - 1]++;
    Files.write(root.resolve("k"), changed);

    put("twin", bytes);

    assertThat(bytes("twin")).isEqualTo(bytes);
    assertThat(bytes("k")).isEqualTo(changed);
  }

  private long used() throws IOException {
    mount.settle();
    FileStore space = Files.getFileStore(root);
    return space.getTotalSpace() - space.getUnallocatedSpace();
  }

  private Object inode(String name) throws IOException {
    return Files.getAttribute(root.resolve(name), "unix:ino");
  }
}
