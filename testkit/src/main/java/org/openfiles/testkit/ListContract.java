package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ListRequest.Start;
import org.openfiles.core.MemoryStore;

/// Listings: right, in order, and the same in pages of any size.
interface ListContract extends StoreFixture {

  @Test
  default void orderIsThatOfUtf8Bytes() throws IOException {
    List<String> ascending =
        List.of(
            "A",
            "B/",
            "a",
            "a!",
            "a-",
            "a/",
            "a/b",
            "a0",
            "o-b",
            "o/b",
            "o0",
            "\u00e9",
            "\uff21",
            "\uffff",
            "\ud83d\ude00",
            "\ud83d\ude00/x",
            "\udbff\udfff");
    for (String key : ascending.reversed()) {
      put(key, key);
    }

    assertThat(keys()).isEqualTo(ascending);
  }

  @Test
  default void emptyStoreHasOneEmptyPage() throws IOException {
    ListPage page = store().list(new ListRequest("", "/", Start.BEGINNING, 1));

    assertThat(page.objects()).isEmpty();
    assertThat(page.prefixes()).isEmpty();
    assertThat(page.next()).isEmpty();
  }

  @Test
  default void delimiterRollsUpWhatFollowsThePrefix() throws IOException {
    for (String key : List.of("a", "a/", "a/b", "a/b/c", "a/d", "b", "c/d/e", "c/x")) {
      put(key, key);
    }

    assertThat(list("", "/")).containsExactly("a", "b", "a/", "c/");
    assertThat(list("a", "/")).containsExactly("a", "a/");
    assertThat(list("a/", "/")).containsExactly("a/", "a/b", "a/d", "a/b/");
    assertThat(list("c/", "/")).containsExactly("c/x", "c/d/");
    assertThat(list("c/d", "/")).containsExactly("c/d/");
    assertThat(list("c/d/e/", "/")).isEmpty();
    assertThat(list("", "d")).containsExactly("a", "a/", "a/b", "a/b/c", "b", "c/x", "a/d", "c/d");
    assertThat(list("", "b/c"))
        .containsExactly("a", "a/", "a/b", "a/d", "b", "c/d/e", "c/x", "a/b/c");
  }

  @Test
  default void startIsBehindAKeyOrBehindAWholePrefix() throws IOException {
    for (String key : List.of("a", "a/b", "a/c", "a0", "b")) {
      put(key, key);
    }

    assertThat(list("", "", new Start.AfterKey("a"))).containsExactly("a/b", "a/c", "a0", "b");
    assertThat(list("", "", new Start.AfterKey("a/b!"))).containsExactly("a/c", "a0", "b");
    assertThat(list("", "/", new Start.AfterKey("a/b"))).containsExactly("a0", "b", "a/");
    assertThat(list("", "/", new Start.AfterKey("a/"))).containsExactly("a0", "b", "a/");
    assertThat(list("", "/", new Start.AfterKey("a/c"))).containsExactly("a0", "b");
    assertThat(list("", "/", new Start.AfterPrefix("a/"))).containsExactly("a0", "b");
    assertThat(list("", "", new Start.AfterPrefix("a"))).containsExactly("b");
    assertThat(list("", "", new Start.AfterPrefix("a/b"))).containsExactly("a/c", "a0", "b");
    assertThat(list("", "", new Start.AfterPrefix(""))).isEmpty();
    assertThat(list("", "", new Start.AfterKey("b"))).isEmpty();
    assertThat(list("a/", "", new Start.AfterKey("b"))).isEmpty();
    assertThat(list("b", "", new Start.AfterKey("a"))).containsExactly("b");
    assertThat(list("", "", new Start.AfterKey("z".repeat(5000)))).isEmpty();
  }

  @Test
  default void pageThatIsJustFullIsTheLast() throws IOException {
    put("a", "1");
    put("b/c", "2");
    put("b/d", "3");

    assertThat(store().list(new ListRequest("", "/", Start.BEGINNING, 2)).next()).isEmpty();
    assertThat(store().list(new ListRequest("", "", Start.BEGINNING, 3)).next()).isEmpty();
    assertThat(store().list(new ListRequest("", "", Start.BEGINNING, 2)).next()).isPresent();
  }

  @Test
  default void listingFollowsEachChange() throws IOException {
    put("d/a", "1");
    assertThat(list("d/", "/")).containsExactly("d/a");
    put("d/b", "2");
    assertThat(list("d/", "/")).containsExactly("d/a", "d/b");
    delete("d/a");
    assertThat(list("d/", "/")).containsExactly("d/b");
    put("d/b", "longer");
    assertThat(
            store().list(new ListRequest("", "", Start.BEGINNING, 9)).objects().getFirst().size())
        .isEqualTo(6);
    delete("d/b");
    assertThat(list("", "/")).isEmpty();
  }

  @Test
  default void hardKeysAreListedLikeInTheReferenceStore() throws IOException {
    compareWithReference(KeyContract.hardKeys(), new Random(7));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  default void hostileKeysAreListedLikeInTheReferenceStore(long seed) throws IOException {
    Random random = new Random(seed);
    HostileKeys hostile = new HostileKeys(random);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      keys.add(hostile.text(1024));
    }
    compareWithReference(keys, random);
  }

  private void compareWithReference(List<String> keys, Random random) throws IOException {
    try (MemoryStore memory = new MemoryStore(InstantSource.system(), random)) {
      StoreFixture reference = () -> memory;
      for (String key : keys) {
        try {
          put(key, "");
        } catch (AccessDeniedException e) {
          // A store may keep names for itself, openly.
          assertThat(e.getReason()).isEqualTo("reserved");
          continue;
        }
        reference.put(key, "");
      }
      new ListingOracle(memory::list, random).compare(store()::list);
    }
  }
}
