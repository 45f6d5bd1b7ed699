package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.Key;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PutRequest;

/// What is kept beside the bytes.
interface MetadataContract extends StoreFixture {

  /// Metadata with something in each of its maps, none of it plain.
  static ObjectMetadata full(String mark) {
    return new ObjectMetadata(
        Map.of("content-type", "text/plain; charset=\"utf-8\"", "content-language", mark),
        Map.of("name", "gr\u00fc\u00dfe \ud83d\ude00 " + mark, "empty", "", "line", "a\nb\t\u0001"),
        Map.of("Team", mark, "Cost Center", "\u00e9 = 5"),
        Map.of("owner", mark, "acl", "{\"a\":[\"b\\\\\"]}"));
  }

  @Test
  default void metadataComesBackAsItWasPut() throws IOException {
    ObjectInfo info = putWith(full("m"));

    assertThat(info.metadata()).isEqualTo(full("m"));
    assertSame(store().head(new Key("k")), info);
  }

  @Test
  default void metadataOfAllTheSizeThereIsIsKept() throws IOException {
    ObjectMetadata large =
        ObjectMetadata.EMPTY
            .withUser(Map.of("large", "v".repeat(Math.min(8000, traits().metadataBytes() / 2))))
            .withProperties(
                Map.of("acl", "p".repeat(Math.min(60_000, traits().metadataBytes() / 4))));

    putWith(large);

    assertThat(store().head(new Key("k")).metadata()).isEqualTo(large);
  }

  @Test
  default void newVersionHasItsOwnMetadataOnly() throws IOException {
    putWith(full("old"));

    put("k", "new");

    assertThat(store().head(new Key("k")).metadata()).isEqualTo(ObjectMetadata.EMPTY);
  }

  @Test
  default void updateChangesMetadataAndNothingElse() throws IOException {
    ObjectInfo old = putWith(full("old"));

    ObjectInfo updated = store().update(new Key("k"), before -> before.withTags(Map.of("n", "1")));

    assertSame(updated, with(old, full("old").withTags(Map.of("n", "1"))));
    assertSame(store().head(new Key("k")), updated);
    assertThat(text("k")).isEqualTo("bytes");
  }

  @Test
  default void updateThatFailsChangesNothing() throws IOException {
    ObjectInfo old = putWith(full("old"));

    assertThatThrownBy(
            () ->
                store()
                    .update(
                        new Key("k"),
                        _ -> {
                          throw new IllegalStateException("no");
                        }))
        .isInstanceOf(IllegalStateException.class);

    assertSame(store().head(new Key("k")), old);
  }

  @Test
  default void listingShowsWhatHeadShows() throws IOException {
    putWith(full("m"));
    put("other", "x");

    List<ObjectInfo> listed =
        store().list(new ListRequest("", "", ListRequest.Start.BEGINNING, 10)).objects();

    assertThat(listed).extracting(ObjectInfo::key).containsExactly(new Key("k"), new Key("other"));
    for (ObjectInfo info : listed) {
      ObjectInfo head = store().head(info.key());
      assertSame(info, traits().listsMetadata() ? head : with(head, ObjectMetadata.EMPTY));
    }
  }

  @Test
  default void updateReplacesAllKindsOfMetadata() throws IOException {
    ObjectInfo old = putWith(full("old"));

    ObjectInfo updated = store().update(new Key("k"), _ -> full("new"));

    if (traits().updatesInPlace()) {
      assertSame(updated, with(old, full("new")));
    }
    assertThat(updated.metadata()).isEqualTo(full("new"));
    assertThat(updated.size()).isEqualTo(old.size());
    assertSame(store().head(new Key("k")), updated);
    assertThat(text("k")).isEqualTo("bytes");
  }

  private static ObjectInfo with(ObjectInfo info, ObjectMetadata metadata) {
    return new ObjectInfo(
        info.key(),
        info.size(),
        info.etag(),
        info.lastModified(),
        metadata,
        info.checksums(),
        info.partCount());
  }

  private ObjectInfo putWith(ObjectMetadata metadata) throws IOException {
    byte[] bytes = {'b', 'y', 't', 'e', 's'};
    return store()
        .put(
            new PutRequest(
                new Key("k"),
                ArrivingBytes.of(bytes)
                    .withChecksums(TestBytes.checksum(ChecksumAlgorithm.CRC32, bytes)),
                metadata));
  }
}
