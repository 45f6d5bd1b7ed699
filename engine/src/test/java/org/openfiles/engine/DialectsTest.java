package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.Attributes;
import org.openfiles.core.FileKind;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
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
  void changeOfModeReachesTheStoreAndOthers() throws IOException {
    put("f", "x", Map.of());
    tree().change(find("/f").inode(), AttributeChange.NONE.withMode(0600).withOwner(5, 6));
    flush();
    ObjectInfo info = truth.head(new Key("f"));
    assertThat(info.metadata().user())
        .containsEntry("file-permissions", "0100600")
        .containsEntry("file-owner", "5")
        .containsEntry("file-group", "6");
    assertThat(get("f")).isEqualTo("x");
    assertThat(volume.conflicts()).isEmpty();
    assertThat(find("/f").mode()).isEqualTo(0600);
  }
}
