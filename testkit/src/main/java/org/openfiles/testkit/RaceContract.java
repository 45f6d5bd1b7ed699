package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Key;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;

/// Verbs that meet at one key take effect one after the other.
interface RaceContract extends StoreFixture {
  int THREADS = 8;

  @Test
  default void ofManyPutsIfAbsentOneWins() throws Exception {
    for (int round = 0; round < 20; round++) {
      String key = "race/" + round;
      List<Boolean> won =
          Race.run(
              THREADS, i -> happened(() -> put(key, new byte[] {(byte) i}, Precondition.ABSENT)));
      assertThat(won).containsOnlyOnce(true);
      assertThat(bytes(key)).containsExactly(won.indexOf(true));
    }
  }

  @Test
  default void ofManyPutsIfMatchingOneWins() throws Exception {
    for (int round = 0; round < 20; round++) {
      ObjectInfo old = put("k", "old" + round);
      List<Boolean> won =
          Race.run(
              THREADS,
              i ->
                  happened(
                      () -> put("k", new byte[] {(byte) i}, new Precondition.Matches(old.etag()))));
      assertThat(won).containsOnlyOnce(true);
      assertThat(bytes("k")).containsExactly(won.indexOf(true));
    }
  }

  @Test
  default void putAndDeleteOfOneVersionDoNotBothHappen() throws Exception {
    for (int round = 0; round < 30; round++) {
      Precondition old = new Precondition.Matches(put("k", "old" + round).etag());
      List<Boolean> happened =
          Race.run(
              2,
              i ->
                  happened(
                      () -> {
                        if (i == 0) {
                          put("k", "new".getBytes(StandardCharsets.UTF_8), old);
                        } else {
                          store().delete(new Key("k"), old);
                        }
                        return i;
                      }));
      assertThat(happened).containsOnlyOnce(true);
      assertThat(keys()).hasSize(happened.getFirst() ? 1 : 0);
    }
  }

  @Test
  default void noUpdateIsLost() throws Exception {
    assumeTrue(traits().updatesInPlace(), "a trait: updates are no transactions");
    put("k", "bytes");
    Race.run(
        THREADS,
        i -> {
          for (int n = 0; n < 10; n++) {
            String name = i + "-" + n;
            store()
                .update(
                    new Key("k"),
                    old -> {
                      Map<String, String> tags = new TreeMap<>(old.tags());
                      tags.put(name, "x");
                      return old.withTags(tags);
                    });
          }
          return i;
        });

    assertThat(store().head(new Key("k")).metadata().tags()).hasSize(THREADS * 10);
  }

  @Test
  default void readersSeeWholeVersionsWhileWritersReplaceThem() throws Exception {
    put("k", version(0));
    AtomicBoolean writing = new AtomicBoolean(true);
    List<Integer> reads =
        Race.run(
            4,
            i -> {
              if (i == 0) {
                try {
                  for (int n = 0; n < 100; n++) {
                    put("k", version(n));
                  }
                } finally {
                  writing.set(false);
                }
                return 1;
              }
              int seen = 0;
              while (writing.get() || seen == 0) {
                assertWhole();
                seen++;
              }
              return seen;
            });
    assertThat(reads).allMatch(seen -> seen > 0);
  }

  /// Bytes that tell their version, and are as many as it says.
  private static byte[] version(int number) {
    byte[] bytes = new byte[1000 + 997 * (number % 50)];
    Arrays.fill(bytes, (byte) (number % 50));
    return bytes;
  }

  private void assertWhole() throws IOException {
    Key key = new Key("k");
    try (ObjectReader reader = store().get(key, ByteRange.ALL, Precondition.NONE)) {
      byte[] bytes = TestBytes.read(reader);
      assertThat(bytes.length).isEqualTo((int) reader.info().size());
      assertThat(bytes).isEqualTo(version(bytes[0]));
    }
    List<ObjectInfo> listed =
        store().list(new ListRequest("", "", ListRequest.Start.BEGINNING, 5)).objects();
    assertThat(listed).hasSize(1);
    assertThat((listed.getFirst().size() - 1000) % 997).isZero();
  }

  @Test
  default void keysThatStandInEachOthersWayComeAndGoAtOnce() throws Exception {
    List<String> keys = List.of("a", "a/b", "a/b/c", "a/", "a//x", "a/b/");
    Race.run(
        keys.size(),
        i -> {
          String key = keys.get(i);
          for (int n = 0; n < 30; n++) {
            put(key, key + n);
            assertThat(text(key)).isEqualTo(key + n);
            if (n % 3 == 1) {
              delete(key);
              assertThat(isAbsent(key)).as(key).isTrue();
            }
          }
          return i;
        });

    assertThat(keys()).containsExactly("a", "a/", "a//x", "a/b", "a/b/", "a/b/c");
    for (String key : keys) {
      assertThat(text(key)).isEqualTo(key + 29);
    }
  }

  @Test
  default void keyThatStaysIsInEveryListingWhateverHappensAroundIt() throws Exception {
    put("m/k", "stays");
    AtomicBoolean changing = new AtomicBoolean(true);
    Race.run(
        3,
        i -> {
          if (i == 0) {
            try {
              for (int n = 0; n < 60; n++) {
                put("m/" + n % 7, "x");
                delete("m/" + (n + 3) % 7);
              }
            } finally {
              changing.set(false);
            }
          }
          while (changing.get()) {
            assertThat(list("", "")).contains("m/k");
            assertThat(list("", "/")).containsExactly("m/");
          }
          return i;
        });
  }

  @Test
  default void keyIsInEveryListingWhileKeysBelowItComeAndGo() throws Exception {
    put("d/a", "stays");
    AtomicBoolean changing = new AtomicBoolean(true);
    Race.run(
        3,
        i -> {
          if (i == 0) {
            try {
              for (int n = 0; n < 100; n++) {
                put("d/a/b", "x");
                put("d/a", "stays too");
                delete("d/a/b");
                put("d/a", "stays");
              }
            } finally {
              changing.set(false);
            }
          }
          while (changing.get()) {
            assertThat(list("", "")).contains("d/a");
            assertThat(list("d/", "/")).contains("d/a");
          }
          return i;
        });
  }

  @Test
  default void listingsSucceedWhileWholePrefixesComeAndGo() throws Exception {
    put("a/b/c/stays", "x");
    put("z/stays", "x");
    AtomicBoolean changing = new AtomicBoolean(true);
    Race.run(
        3,
        i -> {
          if (i == 0) {
            try {
              for (int n = 0; n < 60; n++) {
                for (String key : List.of("a/b/x/y/1", "a/b/x/2", "m/n/o/p", "a/b/c/d/e")) {
                  put(key, "x");
                }
                for (String key : List.of("m/n/o/p", "a/b/x/2", "a/b/c/d/e", "a/b/x/y/1")) {
                  delete(key);
                }
              }
            } finally {
              changing.set(false);
            }
          }
          while (changing.get()) {
            assertThat(list("", "")).contains("a/b/c/stays", "z/stays");
            assertThat(list("", "/")).contains("a/", "z/");
            assertThat(list("a/b/", "/")).contains("a/b/c/");
            list("m/n/", "");
            list("a/b/x/y/", "/");
          }
          return i;
        });
    assertThat(keys()).containsExactly("a/b/c/stays", "z/stays");
    assertThat(list("", "/")).containsExactly("a/", "z/");
  }

  private boolean isAbsent(String key) throws IOException {
    try {
      store().head(new Key(key));
      return false;
    } catch (NoSuchFileException _) {
      return true;
    }
  }

  private static boolean happened(PutContract.Step<?> step) throws IOException {
    try {
      step.run();
      return true;
    } catch (PreconditionFailedException | NoSuchFileException _) {
      return false;
    }
  }
}
