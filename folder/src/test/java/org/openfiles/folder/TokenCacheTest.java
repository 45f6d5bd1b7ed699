package org.openfiles.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openfiles.posix.Directory;

class TokenCacheTest {
  /// To this clock everything has been as it is for long.
  private static final InstantSource LATER =
      () -> InstantSource.system().instant().plus(Duration.ofMinutes(1));

  private static final TokenRange ALL = new TokenRange(new byte[0], new byte[0], 100);
  private static final String LONG = "x".repeat(300);

  private DiskFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = new DiskFolder();
  }

  @AfterEach
  void close() throws IOException {
    folder.close();
  }

  @Test
  void directoryThatDidNotChangeIsNotReadAgain() throws IOException {
    TokenCache cache = new TokenCache(LATER, 1 << 20);
    folder.put("a");
    folder.put(LONG);

    SortedTokens first = cache.tokens(folder.root(), ALL);

    assertThat(cache.tokens(folder.root(), ALL)).isSameAs(first);
    assertThat(cache.bytes()).isGreaterThan(first.bytes());
  }

  @Test
  void directoryThatChangedIsReadAgain() throws IOException {
    TokenCache cache = new TokenCache(LATER, 1 << 20);
    folder.put("a");
    assertThat(texts(cache.tokens(folder.root(), ALL))).containsExactly("a");

    awaitTick();
    folder.put("b");

    assertThat(texts(cache.tokens(folder.root(), ALL))).containsExactly("a", "b");
  }

  @Test
  void changeWhereALongNameGoesOnIsSeen() throws IOException {
    TokenCache cache = new TokenCache(LATER, 1 << 20);
    folder.put(LONG);
    assertThat(texts(cache.tokens(folder.root(), ALL))).containsExactly(LONG);

    awaitTick();
    folder.put(LONG + "y");

    assertThat(texts(cache.tokens(folder.root(), ALL))).containsExactly(LONG, LONG + "y");
  }

  @Test
  void directoryThatChangedJustNowIsReadAgainSinceItsNextChangeMayLookTheSame() throws IOException {
    folder.put("a");
    InstantSource now = InstantSource.fixed(folder.root().status().modified());
    TokenCache cache = new TokenCache(now, 1 << 20);

    SortedTokens first = cache.tokens(folder.root(), ALL);

    assertThat(cache.tokens(folder.root(), ALL)).isNotSameAs(first);
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void memoryIsBounded() throws IOException {
    TokenCache cache = new TokenCache(LATER, 20_000);
    for (int i = 0; i < 100; i++) {
      folder.put("d" + i + "/" + "name of a file");
    }
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 100; i++) {
        try (Directory directory = folder.root().openDirectory(("d" + i).getBytes(UTF_8))) {
          assertThat(texts(cache.tokens(directory, ALL))).containsExactly("name of a file");
          assertThat(cache.tokens(directory, ALL)).isSameAs(cache.tokens(directory, ALL));
        }
        assertThat(cache.bytes()).isBetween(1L, 20_000L);
      }
    }
  }

  @Test
  void largeDirectoryIsAWindowFirstAndSortedThen() throws IOException {
    int count = TokenCache.SORTED_AT_ONCE + 10;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = String.valueOf(100_000 + i * 7919 % 99_991);
      Files.createFile(folder.path().resolve(name));
      names.add(name);
    }
    names.sort(null);
    TokenCache cache = new TokenCache(LATER, 4 << 20);
    TokenRange range = new TokenRange("15".getBytes(UTF_8), new byte[0], 50);

    SortedTokens first = cache.tokens(folder.root(), range);
    SortedTokens second = cache.tokens(folder.root(), range);

    int from = -1 - Collections.binarySearch(names, "15");
    assertThat(first.isComplete()).isFalse();
    assertThat(texts(first)).isEqualTo(names.subList(from, from + 50));
    assertThat(second.isComplete()).isTrue();
    assertThat(texts(second)).isEqualTo(names);
    assertThat(cache.tokens(folder.root(), range)).isSameAs(second);
  }

  /// Returns when a change gets another time than the last one of the folder.
  private void awaitTick() throws IOException {
    Path probe = Files.createTempFile(Path.of("target"), "tick", "");
    while (Stamp.of(folder.root().status()).changedNanos()
        >= Files.getLastModifiedTime(probe).to(TimeUnit.NANOSECONDS)) {
      Files.write(probe, new byte[1]);
    }
    Files.delete(probe);
  }

  private static List<String> texts(SortedTokens tokens) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      texts.add(KeyBytes.text(tokens.token(i)));
    }
    return texts;
  }
}
