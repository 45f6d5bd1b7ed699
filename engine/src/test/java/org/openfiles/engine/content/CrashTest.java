package org.openfiles.engine.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openfiles.engine.content.CacheFixture.MIB;
import static org.openfiles.engine.content.CacheFixture.random;
import static org.openfiles.engine.content.CacheFixture.read;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is there after the process, or the machine, ended at any moment.
final class CrashTest {
  private static final int SIZE = 4 * MIB;
  private static final int PAGE = 4096;

  @TempDir Path folder;

  /// Writes pages that say in which round they were written, commits each round and tells of it;
  /// fetches and evicts in between.
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[1]));
    BytesBase base = new BytesBase(object());
    try (CacheFixture fixture = new CacheFixture(folder, ContentOptions.DEFAULT);
        Content content = fixture.cache.open(1, () -> base)) {
      for (int round = 1; ; round++) {
        for (int i = 0; i < 20; i++) {
          int page = random.nextInt(SIZE / PAGE / 2);
          content.write((long) page * PAGE, page(page, round));
          read(content, (long) random.nextInt(SIZE / PAGE) * PAGE, PAGE, SIZE);
        }
        fixture.commit(content);
        System.out.println(round);
        if (random.nextInt(5) == 0) {
          fixture.cache.expire(Instant.ofEpochMilli(Long.MAX_VALUE / 2));
        }
        fixture.cache.upkeep();
      }
    }
  }

  private static byte[] object() {
    byte[] object = random(99, SIZE);
    for (int at = 0; at < SIZE; at += PAGE) {
      ByteBuffer.wrap(object).putInt(at, -1);
    }
    return object;
  }

  private static ByteBuffer page(int number, int round) {
    ByteBuffer page = ByteBuffer.allocate(PAGE);
    while (page.hasRemaining()) {
      page.putInt(round).putInt(number);
    }
    return page.flip();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatWasCommittedIsThereAfterAKill(long seed) throws Exception {
    int rounds = killAfter(seed, 30 + (int) seed * 17);
    int[] written = new int[SIZE / PAGE];
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < 20; i++) {
        written[random.nextInt(SIZE / PAGE / 2)] = round;
        random.nextInt(SIZE / PAGE);
      }
      random.nextInt(5);
    }
    byte[] object = object();
    try (CacheFixture fixture = new CacheFixture(folder, ContentOptions.DEFAULT);
        Content content = fixture.cache.open(1, () -> new BytesBase(object))) {
      for (int page = 0; page < SIZE / PAGE; page++) {
        byte[] found = read(content, (long) page * PAGE, PAGE, SIZE);
        int round = ByteBuffer.wrap(found).getInt();
        byte[] expected =
            round == -1
                ? Arrays.copyOfRange(object, page * PAGE, (page + 1) * PAGE)
                : page(page, round).array();
        assertThat(found).as("seed=%d page=%d", seed, page).isEqualTo(expected);
        assertThat(round == -1 ? 0 : round)
            .as("seed=%d page=%d rounds=%d", seed, page, rounds)
            .isGreaterThanOrEqualTo(written[page]);
      }
      for (var dirty : content.dirty().ranges()) {
        assertThat(dirty.position() % PAGE).isZero();
      }
    }
  }

  /// Runs [#main] and kills it so many rounds later. Answers the last round that was told.
  private int killAfter(long seed, int rounds) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                CrashTest.class.getName(),
                folder.toString(),
                Long.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int last = 0;
    try (BufferedReader lines = child.inputReader()) {
      String line = lines.readLine();
      while (line != null) {
        last = Integer.parseInt(line);
        if (last >= rounds) {
          child.toHandle().destroyForcibly();
        }
        line = lines.readLine();
      }
    }
    child.waitFor();
    assertThat(last).isGreaterThanOrEqualTo(rounds);
    return last;
  }

  @Test
  void filesThatNobodyRecordedAreRemoved() throws Exception {
    try (CacheFixture fixture = new CacheFixture(folder, ContentOptions.DEFAULT);
        Content content = fixture.cache.open(1, () -> Base.NONE)) {
      content.write(0, ByteBuffer.wrap(random(1, 100)));
    }
    Path file = folder.resolve("content/01/1");
    assertThat(file).exists();
    Files.writeString(folder.resolve("content/01/notes"), "not ours");
    try (CacheFixture fixture = new CacheFixture(folder, ContentOptions.DEFAULT)) {
      assertThat(file).doesNotExist();
      assertThat(folder.resolve("content/01/notes")).exists();
      assertThat(fixture.cache.usage().contents()).isZero();
    }
  }

  @Test
  void aContentThatWasRemovedBeforeTheEndIsGone() throws Exception {
    try (CacheFixture fixture = new CacheFixture(folder, ContentOptions.DEFAULT);
        Content content = fixture.cache.open(1, () -> Base.NONE)) {
      content.write(0, ByteBuffer.wrap(random(1, 100)));
      fixture.commit(content);
      fixture.remove(1);
    }
    try (CacheFixture fixture = new CacheFixture(folder, ContentOptions.DEFAULT)) {
      assertThat(folder.resolve("content/01/1")).doesNotExist();
      assertThat(fixture.cache.usage().contents()).isZero();
      assertThat(fixture.cache.usage().dirty()).isZero();
    }
  }

  @Test
  void fetchedBytesAreNotTrustedAfterTheMachineStartedAnew() throws Exception {
    BytesBase base = new BytesBase(random(1, MIB));
    byte[] dirty = random(2, 5000);
    try (CacheFixture fixture = new CacheFixture(folder, ContentOptions.DEFAULT, 1);
        Content content = fixture.cache.open(1, () -> base)) {
      content.write(100, ByteBuffer.wrap(dirty));
      fixture.commit(content);
      assertThat(content.prefetch()).isTrue();
    }
    for (long boot : List.of(1L, 2L)) {
      try (CacheFixture fixture = new CacheFixture(folder, ContentOptions.DEFAULT, boot);
          Content content = fixture.cache.open(1, () -> base)) {
        assertThat(content.isFullyPresent(MIB)).isEqualTo(boot == 1);
        assertThat(read(content, 100, 5000, MIB)).isEqualTo(dirty);
      }
    }
  }

  @Test
  void aTruncationThatWasNotCommittedHasNotHappened() throws Exception {
    byte[] bytes = random(1, 100_000);
    try (CacheFixture fixture = new CacheFixture(folder, ContentOptions.DEFAULT);
        Content content = fixture.cache.open(1, () -> Base.NONE)) {
      content.write(0, ByteBuffer.wrap(bytes));
      fixture.commit(content);
      content.truncate(10);
      fixture.cache.upkeep();
    }
    try (CacheFixture fixture = new CacheFixture(folder, ContentOptions.DEFAULT);
        Content content = fixture.cache.open(1, () -> Base.NONE)) {
      assertThat(read(content, 0, bytes.length, bytes.length)).isEqualTo(bytes);
    }
  }

  @Test
  void aChangeThatFailedIsMadeUpForByTheNext() throws Exception {
    byte[] bytes = random(1, 100_000);
    try (CacheFixture fixture = new CacheFixture(folder, ContentOptions.DEFAULT);
        Content content = fixture.cache.open(1, () -> Base.NONE)) {
      content.write(0, ByteBuffer.wrap(bytes));
      content.sync();
      assertThatThrownBy(
              () ->
                  fixture.database.write(
                      transaction -> {
                        content.commit(transaction);
                        throw new IOException("not this time");
                      }))
          .hasMessage("not this time");
      fixture.commit(content);
    }
    try (CacheFixture fixture = new CacheFixture(folder, ContentOptions.DEFAULT);
        Content content = fixture.cache.open(1, () -> Base.NONE)) {
      assertThat(read(content, 0, bytes.length, bytes.length)).isEqualTo(bytes);
    }
  }

  private static String classPath() {
    return String.join(
        File.pathSeparator,
        System.getProperty("jdk.module.path", ""),
        System.getProperty("java.class.path", ""),
        Path.of("target", "test-classes").toAbsolutePath().toString());
  }
}
