package org.openfiles.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A bucket mounted by s3fs; every file operation below becomes S3 requests of s3fs.
@ExtendWith(RunningServer.class)
class S3fsTest {
  @TempDir Path folder;
  private @Nullable S3fsMount mount;

  private Path mount(Bucket bucket) throws IOException {
    mount = S3fsMount.of(bucket, folder);
    return mount.point();
  }

  @AfterEach
  void unmount() throws IOException {
    if (mount != null) {
      mount.close();
    }
  }

  @Test
  void filesWrittenThroughTheMountAreFilesOfTheFolder(Bucket bucket) throws IOException {
    Path point = mount(bucket);
    Path made = Content.file(point.resolve("dir/größe & more.txt"), 100_000);
    Content.assertSameFile(made, bucket.folder().resolve("dir/größe & more.txt"));
    assertThat(names(point.resolve("dir"))).containsExactly("größe & more.txt");
    Content.file(bucket.folder().resolve("from-outside"), 5_000);
    Content.assertSameFile(point.resolve("from-outside"), bucket.folder().resolve("from-outside"));
  }

  @Test
  void largeFileGoesAsPartsAndComesBackWhole(Bucket bucket) throws IOException {
    Path point = mount(bucket);
    Content.file(point.resolve("large"), 25 << 20);
    Content.assertSame(Files.readAllBytes(bucket.folder().resolve("large")), Content.of(25 << 20));
    Content.assertSame(Files.readAllBytes(point.resolve("large")), Content.of(25 << 20));
  }

  @Test
  void renameAndDeletionActOnTheServer(Bucket bucket) throws IOException {
    Path point = mount(bucket);
    Content.file(point.resolve("a/one"), 1_000);
    Content.file(point.resolve("a/two"), 2_000);
    Files.move(point.resolve("a"), point.resolve("b"), StandardCopyOption.ATOMIC_MOVE);
    Files.move(point.resolve("b/one"), point.resolve("b/1"));
    assertThat(names(point.resolve("b"))).containsExactlyInAnyOrder("1", "two");
    Content.assertSame(Files.readAllBytes(point.resolve("b/1")), Content.of(1_000));
    Files.delete(point.resolve("b/1"));
    Files.delete(point.resolve("b/two"));
    Files.delete(point.resolve("b"));
    assertThat(names(point)).isEmpty();
  }

  @Test
  void permissionsAndAppendedBytesAreKept(Bucket bucket) throws IOException {
    Path point = mount(bucket);
    Path file = Content.file(point.resolve("script"), 100);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
    Files.write(file, Content.of(50), StandardOpenOption.APPEND);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rwxr-x---");
    assertThat(Files.size(bucket.folder().resolve("script"))).isEqualTo(150);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
