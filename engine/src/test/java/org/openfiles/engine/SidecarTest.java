package org.openfiles.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.Attributes;
import org.openfiles.core.FileKind;
import org.openfiles.core.Inode;
import org.openfiles.core.Key;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PutRequest;
import org.openfiles.core.TreePaths;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.RecordingStore;
import org.openfiles.testkit.TestBytes;
import org.openfiles.testkit.Verb;

/// Metadata that an object's own do not say lie beside it, and are there for whoever has no cache.
final class SidecarTest extends VolumeTestCase {
  private static final Instant TIME = Instant.parse("2001-02-03T04:05:06.123456789Z");

  /// SHA-256 of `f`.
  private static final String OF_F =
      ".openfiles/meta/252f10c83610ebca1a059c0bae8255eba2f95be4d1d7bcfa89d7248a82d9f111.json";

  @TempDir Path elsewhere;

  private final RecordingStore recorded = new RecordingStore(truth);

  @Override
  MultipartStore store() {
    return recorded;
  }

  private void chmod(String path, int mode) throws IOException {
    tree().change(find(path).inode(), AttributeChange.NONE.withMode(mode));
  }

  private void setXattr(String path, String name, byte[] value) throws IOException {
    tree().setXattr(find(path).inode(), name, Optional.of(value));
  }

  private List<String> sidecars() throws IOException {
    return keys().stream().filter(key -> key.startsWith(".openfiles/meta/")).toList();
  }

  @Test
  void changeOfMetadataAloneIsASidecarAndNoCopy() throws IOException {
    put("f", "bytes");
    Attributes changed =
        tree()
            .change(
                find("/f").inode(),
                AttributeChange.NONE.withMode(04750).withOwner(7, 8).withModified(TIME));
    setXattr("/f", "user.é", new byte[] {0, -1});
    recorded.forget();
    flush();
    assertThat(recorded.entries())
        .contains(new RecordingStore.Entry(Verb.PUT, OF_F))
        .doesNotContain(new RecordingStore.Entry(Verb.PUT, "f"));
    assertThat(keys()).containsExactly(OF_F, "f");
    assertThat(volume.pending()).isZero();

    Instant ctime = find("/f").changed();
    assertThat(ctime).isAfter(changed.changed());
    loseCache();
    Attributes after = find("/f");
    assertThat(after.mode()).isEqualTo(04750);
    assertThat(after.uid()).isEqualTo(7);
    assertThat(after.gid()).isEqualTo(8);
    assertThat(after.modified()).isEqualTo(TIME);
    assertThat(after.changed()).isEqualTo(ctime);
    assertThat(tree().xattr(after.inode(), "user.é")).contains(new byte[] {0, -1});
    assertThat(read("/f")).isEqualTo("bytes");
  }

  @Test
  void sidecarIsWhatIsDocumented() throws IOException {
    put("f", "bytes");
    tree().change(find("/f").inode(), AttributeChange.NONE.withMode(0640).withModified(TIME));
    flush();
    String ctime = find("/f").changed().toString();
    String etag = truth.head(new Key("f")).etag().value();
    assertThat(get(OF_F))
        .isEqualTo(
            """
            {"schema":"openfiles.sidecar.v1","key":"f","etag":"%s","kind":"file",\
            "uid":0,"gid":0,"mode":"0640","mtime":"2001-02-03T04:05:06.123456789Z",\
            "ctime":"%s"}"""
                .formatted(etag, ctime));
    assertThat(truth.head(new Key(OF_F)).metadata().headers())
        .containsEntry("content-type", "application/json");
  }

  @Test
  void otherNodeSeesASidecarWithItsNextListing() throws IOException {
    put("f", "bytes");
    try (BucketVolume other =
        BucketVolume.open(
            "other", elsewhere, truth, options(), InstantSource.system(), new Random(3))) {
      TreePaths there = new TreePaths(other.files());
      assertThat(there.find("/f").mode()).isEqualTo(0644);
      chmod("/f", 0600);
      flush();
      assertThat(there.find("/f").mode()).isEqualTo(0600);
      other.files().change(there.find("/f").inode(), AttributeChange.NONE.withMode(0755));
      other.files().flush(Inode.ROOT);
      assertThat(find("/f").mode()).isEqualTo(0755);
      // Bytes that are written there carry everything, and the sidecar goes.
      other.files().change(there.find("/f").inode(), AttributeChange.NONE.withSize(2));
      other.files().flush(Inode.ROOT);
      assertThat(sidecars()).isEmpty();
      assertThat(find("/f").mode()).isEqualTo(0755);
      assertThat(read("/f")).isEqualTo("by");
    }
  }

  @Test
  void listingTellsWhatSidecarsSayAndAsksForNothingElse() throws IOException {
    for (int i = 0; i < 50; i++) {
      put("d/f%02d".formatted(i), "x");
    }
    chmod("/d/f07", 0600);
    chmod("/d/f31", 0751);
    flush();
    loseCache();
    list("/");
    Inode inode = find("/d").inode();
    recorded.forget();
    var page = tree().list(inode, org.openfiles.core.DirentPage.Cookie.BEGINNING, 100);
    assertThat(page.entries().get(7).attributes().mode()).isEqualTo(0600);
    assertThat(page.entries().get(31).attributes().mode()).isEqualTo(0751);
    assertThat(recorded.count(Verb.HEAD)).isZero();
    assertThat(sidecarsAsked()).isEqualTo(2);
    recorded.forget();
    tree().list(inode, org.openfiles.core.DirentPage.Cookie.BEGINNING, 100);
    assertThat(sidecarsAsked()).isZero();
  }

  /// Files are fetched ahead beside that.
  private long sidecarsAsked() {
    return recorded.entries().stream()
        .filter(each -> each.verb() == Verb.GET && each.name().startsWith(".openfiles/meta/"))
        .count();
  }

  @Test
  void bucketWithoutSidecarsIsNotAskedForThem() throws IOException {
    put("f", "x");
    find("/f");
    list("/");
    assertThat(recorded.entries()).noneMatch(each -> each.name().startsWith(".openfiles"));
    assertThat(keys()).containsExactly("f");
  }

  @Test
  void newVersionThatSaysEverythingNeedsNoSidecar() throws IOException {
    put("f", "bytes");
    chmod("/f", 0600);
    flush();
    assertThat(sidecars()).hasSize(1);
    writeAt("/f", 0, "B");
    flush();
    assertThat(sidecars()).isEmpty();
    loseCache();
    assertThat(find("/f").mode()).isEqualTo(0600);
    assertThat(read("/f")).isEqualTo("Bytes");
  }

  @Test
  void sidecarGoesWithItsObject() throws IOException {
    put("f", "bytes");
    put("g", "other");
    chmod("/f", 0600);
    chmod("/g", 0640);
    flush();
    unlink("/f");
    rename("/g", "/h");
    flush();
    assertThat(keys()).containsExactly("h");
    loseCache();
    assertThat(find("/h").mode()).isEqualTo(0640);
  }

  @Test
  void renamedDirectoryTakesMetadataAlongThatNobodyHadLookedAt() throws IOException {
    put("d/with", "one");
    chmod("/d/with", 0600);
    flush();
    truth.put(
        new PutRequest(
            new Key("d/amazon"),
            ArrivingBytes.of(new byte[] {1}),
            ObjectMetadata.EMPTY.withUser(
                Map.of("file-permissions", "0100640", "file-mtime", "1595002920123456789ns"))));
    truth.put(
        new PutRequest(
            new Key("d/link"),
            ArrivingBytes.of("to/it".getBytes(UTF_8)),
            ObjectMetadata.EMPTY.withUser(Map.of("file-permissions", "0120777"))));
    loseCache();
    rename("/d", "/n");
    flush();
    assertThat(keys()).containsExactly("n/amazon", "n/link", "n/with");
    loseCache();
    assertThat(find("/n/with").mode()).isEqualTo(0600);
    assertThat(find("/n/amazon").mode()).isEqualTo(0640);
    assertThat(find("/n/amazon").modified())
        .isEqualTo(Instant.ofEpochSecond(1595002920, 123456789));
    assertThat(tree().readlink(find("/n/link").inode())).isEqualTo("to/it");
  }

  @Test
  void ownerAndModeSurviveAForeignVersionAndTimesDoNot() throws IOException {
    put("f", "bytes");
    tree()
        .change(
            find("/f").inode(),
            AttributeChange.NONE.withMode(0600).withOwner(7, 8).withModified(TIME));
    flush();
    put("f", "theirs");
    loseCache();
    Attributes file = find("/f");
    assertThat(file.mode()).isEqualTo(0600);
    assertThat(file.uid()).isEqualTo(7);
    assertThat(file.modified()).isAfter(TIME);
    // What the new version says itself is newer.
    truth.put(
        new PutRequest(
            new Key("f"),
            ArrivingBytes.of("again".getBytes(UTF_8)),
            ObjectMetadata.EMPTY.withUser(Map.of("file-permissions", "0100444"))));
    assertThat(find("/f").mode()).isEqualTo(0444);
    assertThat(find("/f").uid()).isEqualTo(7);
  }

  @Test
  void whatIsTooLargeForAnObjectIsBesideIt() throws IOException {
    byte[] large = TestBytes.random(3000, 1);
    write("/f", "bytes");
    setXattr("/f", "user.large", large);
    setXattr("/f", "user.small", new byte[] {1});
    flush();
    assertThat(keys()).containsExactly(OF_F, "f");
    assertThat(truth.head(new Key("f")).metadata().user())
        .containsKey("file-permissions")
        .doesNotContainKey("ofss-xattrs");
    assertThat(volume.pending()).isZero();
    loseCache();
    assertThat(tree().xattr(find("/f").inode(), "user.large")).contains(large);
    rename("/f", "/g");
    flush();
    assertThat(keys()).hasSize(2).contains("g").doesNotContain(OF_F);
    loseCache();
    assertThat(tree().xattr(find("/g").inode(), "user.large")).contains(large);
    tree().setXattr(find("/g").inode(), "user.large", Optional.empty());
    writeAt("/g", 0, "B");
    flush();
    assertThat(keys()).containsExactly("g");
    loseCache();
    assertThat(tree().xattrs(find("/g").inode())).containsExactly("user.small");
    assertThat(tree().xattr(find("/g").inode(), "user.small")).contains(new byte[] {1});
  }

  @Test
  void sidecarThatCannotBeReadIsLeftAlone() throws IOException {
    put("f", "bytes");
    for (String damaged :
        List.of(
            "",
            "no json",
            "[]",
            "{\"schema\":\"somebody.else.v7\",\"key\":\"f\"}",
            "{\"schema\":\"openfiles.sidecar.v1\",\"key\":\"g\",\"kind\":\"file\",\"uid\":1,\"gid\":1,"
                + "\"mode\":\"0600\",\"mtime\":\"2001-02-03T04:05:06Z\","
                + "\"ctime\":\"2001-02-03T04:05:06Z\"}")) {
      put(OF_F, damaged);
      assertThat(find("/f").mode()).isEqualTo(0644);
      assertThat(find("/f").uid()).isZero();
    }
    String kept = get(OF_F);
    // What is changed goes to the object then.
    chmod("/f", 0600);
    flush();
    assertThat(get(OF_F)).isEqualTo(kept);
    assertThat(truth.head(new Key("f")).metadata().user())
        .containsEntry("file-permissions", "0100600");
    assertThat(find("/f").mode()).isEqualTo(0600);
    loseCache();
    assertThat(find("/f").mode()).isEqualTo(0600);
    unlink("/f");
    flush();
    assertThat(keys()).containsExactly(OF_F);
  }

  @Test
  void directoriesHaveMetadataToo() throws IOException {
    mkdir("/d");
    put("implied/f", "x");
    chmod("/d", 0700);
    chmod("/implied", 01777);
    chmod("/", 0711);
    byte[] large = TestBytes.random(3000, 1);
    setXattr("/d", "user.large", large);
    flush();
    loseCache();
    assertThat(find("/d").mode()).isEqualTo(0700);
    assertThat(find("/implied").mode()).isEqualTo(01777);
    assertThat(find("/").mode()).isEqualTo(0711);
    assertThat(tree().xattr(find("/d").inode(), "user.large")).contains(large);
    rename("/d", "/e");
    flush();
    loseCache();
    assertThat(find("/e").mode()).isEqualTo(0700);
    assertThat(tree().xattr(find("/e").inode(), "user.large")).contains(large);
  }

  @Test
  void bytesOfAMarkerAreKept() throws IOException {
    put("d/", "somebody's bytes");
    rename("/d", "/e");
    flush();
    assertThat(get("e/")).isEqualTo("somebody's bytes");
  }

  @Test
  void kindsSurvive() throws IOException {
    truth.put(
        new PutRequest(
            new Key("p"),
            ArrivingBytes.of(new byte[0]),
            ObjectMetadata.EMPTY.withUser(Map.of("mode", "4516"))));
    assertThat(find("/p").kind()).isEqualTo(FileKind.FIFO);
    chmod("/p", 0600);
    flush();
    loseCache();
    assertThat(find("/p").kind()).isEqualTo(FileKind.FIFO);
    rename("/p", "/q");
    flush();
    loseCache();
    assertThat(find("/q").kind()).isEqualTo(FileKind.FIFO);
    assertThat(find("/q").mode()).isEqualTo(0600);
    tree().symlink(Inode.ROOT, TreePaths.last("/l"), "to/it", OURS);
    flush();
    chmod("/l", 0700);
    flush();
    loseCache();
    assertThat(find("/l").kind()).isEqualTo(FileKind.SYMLINK);
    assertThat(find("/l").mode()).isEqualTo(0700);
    assertThat(tree().readlink(find("/l").inode())).isEqualTo("to/it");
  }

  @Test
  void directoryThatWasEmptiedStays() throws IOException {
    put("d/e/f", "x");
    put("g/f", "x");
    unlink("/d/e/f");
    rename("/g/f", "/f");
    assertThat(list("/d/e")).isEmpty();
    flush();
    assertThat(keys()).containsExactly("d/e/", "f", "g/");
    assertThat(list("/")).containsExactly("d", "f", "g");
    loseCache();
    assertThat(list("/d")).containsExactly("e");
    delete("d/e/");
    delete("g/");
    assertThat(list("/")).containsExactly("f");
    assertThatCode(() -> flush()).doesNotThrowAnyException();
  }
}
