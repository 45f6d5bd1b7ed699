package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openfiles.folder.FolderOptions;
import org.openfiles.folder.FolderOptions.MetadataPlace;
import org.openfiles.folder.FolderVolumes;

/// What other programs leave in a folder, seen through the S3 API, with metadata in attributes and
/// in sidecars: where other servers hang, leak what is outside, or tell of bytes that are gone.
@Timeout(60)
@ParameterizedClass
@EnumSource(MetadataPlace.class)
class HardCasesOnDiskTest {
  @Parameter private MetadataPlace metadata;
  @TempDir private Path ground;

  private Path bucket;
  private TestDoor door;

  @BeforeEach
  void start() throws IOException {
    Path buckets = Files.createDirectory(ground.resolve("buckets"));
    bucket = buckets.resolve("bucket");
    door =
        TestDoor.open(
            new FolderVolumes(
                Map.of(),
                Optional.of(buckets),
                FolderOptions.DEFAULT.withMetadata(metadata),
                InstantSource.system(),
                new Random(11)),
            S3DoorSettings.DEFAULT);
    door.put("/bucket", "");
    Files.createDirectory(ground.resolve("outside"));
    Files.writeString(ground.resolve("outside/secret"), "secret");
  }

  @AfterEach
  void stop() throws IOException {
    door.close();
  }

  private Answer list() throws IOException {
    return door.get("/bucket?list-type=2");
  }

  private void sh(String command) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", command).directory(bucket.toFile()).inheritIO().start();
    assertThat(process.waitFor()).as(command).isZero();
  }

  @Test
  void metadataAndTagsAreKeptWhereverTheyFit() throws IOException {
    String large = "v".repeat(1900);
    door.put(
        "/bucket/k", "x", "Content-Type: a/b", "x-amz-meta-large: " + large, "x-amz-tagging: t=1");
    Answer head = door.head("/bucket/k");
    assertThat(head.header("Content-Type")).isEqualTo("a/b");
    assertThat(head.header("x-amz-meta-large")).isEqualTo(large);
    assertThat(door.get("/bucket/k?tagging").all("Value")).containsExactly("1");
  }

  /// Each command, run in the folder, makes or changes the file `f`, which then holds the bytes.
  @ParameterizedTest
  @CsvSource({
    "printf made > f, made",
    "printf longer-than-before > f, longer-than-before",
    "printf AAAA > f, AAAA",
    "printf moved > g && mv g f, moved",
    "printf linked > g && ln -sf g f, linked"
  })
  void aFileHasAnHonestAndStableEtagWhateverOthersDo(String command, String bytes)
      throws Exception {
    String before = door.put("/bucket/f", "aaaa", "x-amz-checksum-algorithm: CRC32").header("ETag");
    sh(command);
    Answer get = door.get("/bucket/f", "x-amz-checksum-mode: ENABLED");
    assertThat(get.text()).isEqualTo(bytes);
    assertThat(get.header("ETag")).isNotEqualTo(before).contains("-");
    assertThat(get.has("x-amz-checksum-crc32")).isFalse();
    Answer head = door.head("/bucket/f");
    assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(bytes.length()));
    assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
    assertThat(list().all("ETag")).contains(get.header("ETag"));
  }

  /// What each command makes is no object: not listed, not read, and nothing waits for it.
  @ParameterizedTest
  @CsvSource({
    "ln -s ../../outside/secret x, x",
    "ln -s /etc/hostname x, x",
    "ln -s ../../outside d, d/secret",
    "ln -s .. d, d/bucket",
    "ln -s nowhere x, x",
    "ln -s x x, x",
    "mkfifo x, x",
    "mkdir -p x/y, x/"
  })
  void whatIsNoFileOfTheBucketIsNoObject(String command, String key) throws Exception {
    sh(command);
    assertThat(list().all("Key")).isEmpty();
    assertThat(door.get("/bucket?delimiter=/").all("Prefix")).containsExactly("");
    assertThat(door.get("/bucket/" + key).outcome()).isEqualTo("404 NoSuchKey");
    assertThat(door.head("/bucket/" + key).status()).isEqualTo(404);
    assertThat(door.put("/bucket/copy", "", "x-amz-copy-source: /bucket/" + key).status())
        .isEqualTo(404);
  }

  @Test
  void aLinkedDirectoryOutsideIsNotWrittenInto() throws Exception {
    sh("ln -s ../../outside d");
    assertThat(door.put("/bucket/d/new", "x").status()).isEqualTo(403);
    assertThat(door.delete("/bucket/d/secret").status()).isEqualTo(204);
    try (var left = Files.list(ground.resolve("outside"))) {
      assertThat(left.map(file -> file.getFileName().toString())).containsExactly("secret");
    }
  }

  @Test
  void aNameThatIsNotUtf8CanBeFetchedFromTheListing() throws Exception {
    sh("printf odd > \"$(printf 'n\\377\\376')\"");
    String key = list().xml("Key");
    assertThat(key).doesNotContain("\uFFFD");
    String target = "/bucket/" + key.replace("%", "%25");
    assertThat(door.get(target).text()).isEqualTo("odd");
    assertThat(door.delete(target).status()).isEqualTo(204);
    assertThat(list().all("Key")).isEmpty();
  }

  @Test
  void directoriesThatOthersMadeStayAndOursGo() throws Exception {
    sh("mkdir hand");
    door.put("/bucket/hand/ours/k", "x");
    assertThat(door.delete("/bucket/hand/ours/k").status()).isEqualTo(204);
    assertThat(bucket.resolve("hand")).isEmptyDirectory();
  }

  @Test
  void aBucketOfEmptyDirectoriesIsEmpty() throws Exception {
    sh("mkdir -p a/b c");
    assertThat(door.delete("/bucket").status()).isEqualTo(204);
    assertThat(bucket).doesNotExist();
  }

  @Test
  void anOutsideChangeIsInTheNextListing() throws Exception {
    for (int i = 0; i < 200; i++) {
      Path file = bucket.resolve("f" + i % 7);
      if (!Files.deleteIfExists(file)) {
        Files.createFile(file);
      }
      boolean listed = list().all("Key").contains(file.getFileName().toString());
      assertThat(listed).as("change %d", i).isEqualTo(Files.exists(file));
    }
  }

  @Test
  void anUploadThatIsCutShortLeavesNothing() throws IOException {
    Answer cut =
        door.sendRaw(
            "PUT /bucket/k HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\nzz\r\n");
    assertThat(cut.status()).isEqualTo(400);
    assertThat(door.get("/bucket/k").status()).isEqualTo(404);
    assertThat(list().all("Key")).isEmpty();
  }
}
