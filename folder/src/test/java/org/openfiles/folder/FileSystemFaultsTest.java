package org.openfiles.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openfiles.core.Key;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.NoSpaceException;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.Upload;
import org.openfiles.posix.Directory;
import org.openfiles.testkit.MultipartFixture;
import org.openfiles.testkit.TestBytes;

/// File systems that are full, read-only, or several in one bucket.
final class FileSystemFaultsTest implements MultipartFixture {
  private TestBucket ground;
  private Path root;
  private Optional<FolderStore> opened = Optional.empty();

  @BeforeEach
  void createGround() throws IOException {
    ground = new TestBucket();
    root = Files.createDirectory(ground.path().resolve("root"));
  }

  @AfterEach
  void removeGround() throws IOException {
    ground.close();
  }

  @Override
  public FolderStore store() {
    return opened.orElseThrow();
  }

  @Override
  public MultipartStore multipart() {
    return store();
  }

  private FolderStore open() throws IOException {
    FolderStore store =
        new FolderStore(
            Directory.open(root), FolderOptions.DEFAULT, InstantSource.system(), new Random());
    opened = Optional.of(store);
    return store;
  }

  @Test
  void fullDiskIsNoSpaceAndLeavesWhatWasThere() throws Exception {
    try (TestMount _ = TestMount.tmpfs(root, "size=1m");
        FolderStore _ = open()) {
      put("k", TestBytes.random(400_000, 1));
      Upload upload = start("u");

      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> put("d/new", TestBytes.random(900_000, 2)))
            .isInstanceOf(NoSpaceException.class)
            .hasMessageStartingWith("d/new");
        assertThatThrownBy(() -> put("k", TestBytes.random(900_000, 2)))
            .isInstanceOf(NoSpaceException.class);
        assertThatThrownBy(() -> putPart(upload, 1, TestBytes.random(900_000, 2)))
            .isInstanceOf(NoSpaceException.class);
      }

      assertThat(bytes("k")).isEqualTo(TestBytes.random(400_000, 1));
      assertThat(keys()).containsExactly("k");
      assertThat(root.resolve("d")).doesNotExist();
      put("k2", TestBytes.random(400_000, 2));
      delete("k2");
      delete("k");
    }
  }

  @Test
  void noInodesLeftIsNoSpace() throws Exception {
    try (TestMount _ = TestMount.tmpfs(root, "size=1m,nr_inodes=8");
        FolderStore _ = open()) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 8; i++) {
                  put("k" + i, "x");
                }
              })
          .isInstanceOf(NoSpaceException.class);
      assertThat(keys()).isNotEmpty();
      for (String key : keys()) {
        assertThat(text(key)).isEqualTo("x");
      }
    }
  }

  @Test
  void readOnlyFolderIsReadAndEveryChangeSaysWhyNot() throws Exception {
    try (TestMount mount = TestMount.tmpfs(root, "size=1m")) {
      try (FolderStore _ = open()) {
        put("k", "x");
        start("u");
      }
      mount.remount("ro");

      try (FolderVolume volume =
          FolderVolume.open(
              "v", root, FolderOptions.DEFAULT, InstantSource.system(), new Random())) {
        opened = Optional.of(volume.objects());
        assertThat(text("k")).isEqualTo("x");
        assertThat(keys()).containsExactly("k");
        assertReadOnly(() -> put("k", "y"));
        assertReadOnly(() -> put("d/k", "y"));
        assertReadOnly(() -> start("k"));
        assertReadOnly(() -> store().update(new Key("k"), metadata -> metadata));
        assertReadOnly(
            () -> {
              delete("k");
              return "";
            });
        assertThat(text("k")).isEqualTo("x");
      }
    }
  }

  @Test
  void folderWithAnotherFileSystemInItIsOneBucket() throws Exception {
    try (TestMount _ = TestMount.tmpfs(root.resolve("mounted"), "size=1m");
        FolderStore store = open()) {
      ObjectInfo put = put("mounted/d/k", TestBytes.random(300_000, 1));
      assertThat(store.head(put.key())).isEqualTo(put);
      assertThat(bytes("mounted/d/k")).isEqualTo(TestBytes.random(300_000, 1));
      assertThatThrownBy(() -> put("mounted/d/k", new byte[1], Precondition.ABSENT))
          .isInstanceOf(PreconditionFailedException.class);
      put("mounted/d/k", new byte[1], new Precondition.Matches(put.etag()));
      put("mounted/d/k/below", "x");
      put("mounted/d/", "");
      Upload upload = start("mounted/parts");
      complete(upload, putPart(upload, 1, new byte[3]), putPart(upload, 2, new byte[4]));

      assertThat(keys())
          .containsExactly("mounted/d/", "mounted/d/k", "mounted/d/k/below", "mounted/parts");
      assertThat(store.head(new Key("mounted/parts")).partCount()).isEqualTo(2);
      for (String key : keys()) {
        delete(key);
      }
      assertThat(root.resolve("mounted")).isEmptyDirectory();
    }
  }

  private static void assertReadOnly(Verb verb) {
    assertThatThrownBy(verb::run).isInstanceOf(ReadOnlyFileSystemException.class);
  }

  private interface Verb {
    Object run() throws IOException;
  }
}
