package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.Attributes;
import org.openfiles.core.FileKind;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PutRequest;
import org.openfiles.testkit.ArrivingBytes;

final class DialectsTest extends VolumeTestCase {
  private void put(String key, String text, Map<String, String> user) throws IOException {
    truth.put(
        new PutRequest(
            new Key(key),
            ArrivingBytes.of(text.getBytes(StandardCharsets.UTF_8)),
            ObjectMetadata.EMPTY.withUser(user)));
  }

  @Test
  void keysOfAmazonAreRead() throws IOException {
    put(
        "f",
        "x",
        Map.of(
            "file-permissions", "0100640",
            "file-owner", "1001",
            "file-group", "1002",
            "file-mtime", "1595002920123456789ns"));
    Attributes file = find("/f");
    assertThat(file.mode()).isEqualTo(0640);
    assertThat(file.uid()).isEqualTo(1001);
    assertThat(file.gid()).isEqualTo(1002);
    assertThat(file.modified()).isEqualTo(Instant.ofEpochSecond(1595002920, 123456789));
  }

  @Test
  void keysOfS3fsAndRcloneAreRead() throws IOException {
    put("s3fs", "x", Map.of("mode", "33184", "uid", "7", "gid", "8", "mtime", "1700000000.5"));
    Attributes file = find("/s3fs");
    assertThat(file.mode()).isEqualTo(0640);
    assertThat(file.uid()).isEqualTo(7);
    assertThat(file.modified()).isEqualTo(Instant.ofEpochSecond(1_700_000_000, 500_000_000));
  }

  @Test
  void linkThatAToolLeftIsALink() throws IOException {
    put("l", "target/of/it", Map.of("file-permissions", "0120777"));
    Attributes link = find("/l");
    assertThat(link.kind()).isEqualTo(FileKind.SYMLINK);
    assertThat(tree().readlink(link.inode())).isEqualTo("target/of/it");
  }

  @Test
  void metadataThatAreNotOursSurviveAnEdit() throws IOException {
    truth.put(
        new PutRequest(
            new Key("f"),
            ArrivingBytes.of(new byte[] {1}),
            new ObjectMetadata(
                Map.of("content-type", "image/png", "cache-control", "no-store"),
                Map.of("colour", "red"),
                Map.of("tag", "value"),
                Map.of())));
    writeAt("/f", 1, "more");
    flush();
    ObjectMetadata after = truth.head(new Key("f")).metadata();
    assertThat(after.headers())
        .containsEntry("content-type", "image/png")
        .containsEntry("cache-control", "no-store");
    assertThat(after.user()).containsEntry("colour", "red").containsEntry("file-owner", "0");
    assertThat(after.tags()).containsEntry("tag", "value");
  }

  @Test
  void digitsOfS3fsAreDecimalAndThoseOfRcloneOctal() throws IOException {
    put("s3fs", "x", Map.of("mode", "33261"));
    put("rclone", "x", Map.of("mode", "100755"));
    put("rclone0", "x", Map.of("mode", "0100755"));
    put("bits", "x", Map.of("mode", "0755"));
    for (String path : List.of("/s3fs", "/rclone", "/rclone0", "/bits")) {
      assertThat(find(path).mode()).as(path).isEqualTo(0755);
      assertThat(find(path).kind()).as(path).isEqualTo(FileKind.FILE);
    }
  }

  @ParameterizedTest
  @CsvSource({"4516,FIFO", "10644,FIFO", "49517,SOCKET", "140755,SOCKET", "41471,SYMLINK"})
  void kindsOfOtherToolsAreKinds(String mode, FileKind kind) throws IOException {
    put("f", "target", Map.of("mode", mode));
    assertThat(find("/f").kind()).isEqualTo(kind);
  }

  @Test
  void whatIsWrittenSpeaksEveryDialect() throws IOException {
    write("/f", "x");
    Attributes before = find("/f");
    Instant time = Instant.parse("2020-07-17T16:22:00.123456789Z");
    tree().change(before.inode(), AttributeChange.NONE.withMode(0640).withModified(time));
    flush();
    assertThat(truth.head(new Key("f")).metadata().user())
        .containsEntry("file-permissions", "0100640")
        .containsEntry("file-owner", "1000")
        .containsEntry("file-group", "1000")
        .containsEntry("file-mtime", "1595002920123456789ns")
        .containsEntry("mode", "0100640")
        .containsEntry("uid", "1000")
        .containsEntry("gid", "1000")
        .containsEntry("mtime", "1595002920.123456789")
        .containsEntry("ofss-kind", "file")
        .containsKeys("ofss-ctime");
  }

  @Test
  void whatAToolChangedOfOurMetadataIsNewer() throws IOException {
    write("/f", "x");
    flush();
    truth.update(
        new Key("f"),
        metadata -> {
          Map<String, String> user = new TreeMap<>(metadata.user());
          user.put("mode", "33152");
          user.put("mtime", "1600000000");
          return metadata.withUser(user);
        });
    loseCache();
    assertThat(find("/f").mode()).isEqualTo(0600);
    assertThat(find("/f").modified()).isEqualTo(Instant.ofEpochSecond(1_600_000_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1e999999999", "-", "9999999999999999999999", "0x10", "1.2.3"})
  void nonsenseIsNoMetadata(String nonsense) throws IOException {
    put(
        "f",
        "x",
        Map.of(
            "mode", nonsense,
            "file-permissions", nonsense,
            "file-owner", nonsense,
            "mtime", nonsense,
            "ofss-ctime", nonsense,
            "ofss-xattrs", nonsense));
    assertThat(find("/f").mode()).isEqualTo(0644);
    assertThat(find("/f").uid()).isZero();
    assertThat(tree().xattrs(find("/f").inode())).isEmpty();
  }
}
