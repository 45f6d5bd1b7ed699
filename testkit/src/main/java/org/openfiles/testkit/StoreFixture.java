package org.openfiles.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Checksum;
import org.openfiles.core.Key;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.ObjectStore;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;

/// A store under test, and the verbs in the short forms that tests need.
public interface StoreFixture {
  /// Empty at the start of each test.
  ObjectStore store();

  default StoreTraits traits() {
    return StoreTraits.FULL;
  }

  /// What is told of an object is what was told before.
  default void assertSame(ObjectInfo actual, ObjectInfo expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .withEqualsForType(this::areSame, Instant.class)
        .ignoringFields(traits().allChecksums() ? "" : "checksums")
        .isEqualTo(expected);
  }

  /// The parts that are told are those that were told before.
  default void assertSame(List<PartInfo> actual, PartInfo... expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .withEqualsForType(this::areSame, Instant.class)
        .ignoringFieldsMatchingRegexes(traits().allChecksums() ? "" : ".*checksums")
        .isEqualTo(List.of(expected));
  }

  /// Checksums that are kept are those that were given; a store that adds some of its own tells no
  /// others in the place of these.
  default void assertKept(List<Checksum> actual, Checksum... expected) {
    if (traits().allChecksums()) {
      assertThat(actual).containsExactlyInAnyOrder(expected);
    } else {
      List<Checksum> given = List.of(expected);
      assertThat(actual)
          .filteredOn(kept -> given.stream().anyMatch(each -> each.algorithm() == kept.algorithm()))
          .isSubsetOf(given);
    }
  }

  private boolean areSame(Instant one, Instant other) {
    return traits().exactTimes()
        ? one.equals(other)
        : Duration.between(one, other).abs().compareTo(Duration.ofSeconds(5)) < 0;
  }

  default ObjectInfo put(String key, byte[] bytes) throws IOException {
    return put(key, bytes, Precondition.NONE);
  }

  default ObjectInfo put(String key, String text) throws IOException {
    return put(key, text.getBytes(UTF_8));
  }

  default ObjectInfo put(String key, byte[] bytes, Precondition precondition) throws IOException {
    PutRequest request =
        new PutRequest(new Key(key), ArrivingBytes.of(bytes), ObjectMetadata.EMPTY);
    return store().put(with(request, precondition));
  }

  default PutRequest with(PutRequest request, Precondition precondition) {
    return new PutRequest(
        request.key(),
        request.content(),
        request.metadata(),
        precondition,
        request.md5(),
        request.checksums());
  }

  default byte[] bytes(String key) throws IOException {
    return bytes(key, ByteRange.ALL);
  }

  default byte[] bytes(String key, ByteRange range) throws IOException {
    try (ObjectReader reader = store().get(new Key(key), range, Precondition.NONE)) {
      return TestBytes.read(reader);
    }
  }

  default String text(String key) throws IOException {
    return new String(bytes(key), UTF_8);
  }

  default void delete(String key) throws IOException {
    store().delete(new Key(key), Precondition.NONE);
  }

  /// All keys, in the order of the listing.
  default List<String> keys() throws IOException {
    return list("", "").stream().toList();
  }

  /// All keys, then all rolled-up prefixes.
  default List<String> list(String prefix, String delimiter) throws IOException {
    return list(prefix, delimiter, ListRequest.Start.BEGINNING);
  }

  default List<String> list(String prefix, String delimiter, ListRequest.Start start)
      throws IOException {
    ListPage page = store().list(new ListRequest(prefix, delimiter, start, Integer.MAX_VALUE));
    List<String> all = new ArrayList<>();
    page.objects().forEach(object -> all.add(object.key().value()));
    all.addAll(page.prefixes());
    return all;
  }
}
