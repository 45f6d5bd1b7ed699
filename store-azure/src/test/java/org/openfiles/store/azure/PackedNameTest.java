package org.openfiles.store.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.Key;
import org.openfiles.testkit.HostileKeys;

class PackedNameTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyKeyComesBackAndKeepsItsPlaceAndItsPrefixes(long seed) {
    HostileKeys hostile = new HostileKeys(new Random(seed));
    List<String> keys = new ArrayList<>(List.of("a", "a\0", "a\0\0", "\0", "\0\0"));
    for (int i = 0; i < 500; i++) {
      keys.add(hostile.text(1024));
    }
    keys.sort(Key::compare);

    assertThat(keys)
        .allSatisfy(key -> assertThat(PackedName.key(PackedName.of(key))).contains(key));
    assertThat(keys.stream().map(PackedName::of).toList())
        .isSortedAccordingTo(Comparator.naturalOrder());
    assertThat(keys)
        .allSatisfy(
            key ->
                assertThat(PackedName.of(key))
                    .startsWith(PackedName.ofPrefix(half(key)))
                    .startsWith(PackedName.ofPrefix(key)));
  }

  private static String half(String key) {
    return key.substring(0, key.offsetByCodePoints(0, key.codePointCount(0, key.length()) / 2));
  }

  @Test
  void longestKeyFitsAName() {
    assertThat(BlobNames.PACKED + PackedName.of("\0".repeat(1024))).hasSizeLessThan(1024);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u3fff", "\u8000", "\u4000", "\u4001\u4000\u4000"})
  void whateverNobodyPackedIsNoKey(String name) {
    assertThat(PackedName.key(name).filter(key -> !key.isEmpty())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.", ".", "..", "a/./b", "a../b", "a\\b", "a\n", "\u007f", "\u0085", "\uffff"})
  void keyThatAzureCannotHoldIsPacked(String key) throws Exception {
    assertThat(BlobNames.of(new Key(key))).startsWith(BlobNames.PACKED);
    assertThat(BlobNames.packedKey(BlobNames.of(new Key(key)))).contains(new Key(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", ".a", "a/", "/", "a//b", "a b", "%2F", "\u00e9", "\ud83d\ude00", "+"})
  void keyThatAzureCanHoldStaysAsItIs(String key) throws Exception {
    assertThat(BlobNames.of(new Key(key))).isEqualTo(key);
  }

  @Test
  void keyOfTooManySegmentsIsPacked() throws Exception {
    assertThat(BlobNames.of(new Key("a/".repeat(253) + "a"))).startsWith("a/");
    assertThat(BlobNames.of(new Key("a/".repeat(254) + "a"))).startsWith(BlobNames.PACKED);
  }
}
