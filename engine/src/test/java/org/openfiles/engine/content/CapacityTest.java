package org.openfiles.engine.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openfiles.engine.content.CacheFixture.MIB;
import static org.openfiles.engine.content.CacheFixture.random;
import static org.openfiles.engine.content.CacheFixture.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openfiles.core.NoSpaceException;

/// The bound of the cache: what goes, what stays, and who waits.
final class CapacityTest {
  private static final int KIB = 1 << 10;

  @TempDir Path folder;
  private CacheFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new CacheFixture(folder, options(Duration.ZERO));
  }

  private static ContentOptions options(Duration dirtyWait) {
    return ContentOptions.DEFAULT.withCapacityBytes(4 * MIB).withDirtyWait(dirtyWait);
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  private void prefetch(long id) throws IOException {
    BytesBase base = new BytesBase(random(id, 256 * KIB));
    try (Content content = fixture.cache.open(id, () -> base)) {
      assertThat(content.prefetch()).isTrue();
    }
  }

  private boolean isPresent(long id) throws IOException {
    BytesBase base = new BytesBase(random(id, 256 * KIB));
    try (Content content = fixture.cache.open(id, () -> base)) {
      return content.isFullyPresent(256 * KIB);
    }
  }

  @Test
  void whatWasUsedLeastRecentlyGoesFirst() throws Exception {
    for (int id = 1; id <= 16; id++) {
      prefetch(id);
    }
    BytesBase first = new BytesBase(random(1, 256 * KIB));
    try (Content content = fixture.cache.open(1, () -> first)) {
      read(content, 0, 10, 256 * KIB);
    }
    prefetch(17);
    assertThat(isPresent(1)).isTrue();
    assertThat(isPresent(2)).isFalse();
    assertThat(isPresent(17)).isTrue();
    assertThat(first.requests).isEmpty();
    assertThat(fixture.cache.usage().evicted()).isPositive();
  }

  @Test
  void theDiskNeverHoldsMoreThanTheCapacity() throws Exception {
    for (int id = 1; id <= 60; id++) {
      prefetch(id);
      if (id % 3 == 0) {
        try (Content content = fixture.cache.open(1000L + id, () -> Base.NONE)) {
          content.write(id * 5000L, ByteBuffer.wrap(random(id, 50_000)));
          fixture.commit(content);
        }
      }
      assertThat(allocated()).isLessThanOrEqualTo(4 * MIB);
      ContentUsage usage = fixture.cache.usage();
      assertThat(usage.clean() + usage.dirty()).isLessThanOrEqualTo(4 * MIB);
    }
    for (int id = 3; id <= 60; id += 3) {
      try (Content content = fixture.cache.open(1000L + id, () -> Base.NONE)) {
        assertThat(read(content, id * 5000L, 50_000, id * 5000L + 50_000))
            .isEqualTo(random(id, 50_000));
      }
    }
  }

  /// What the files take on the disk, as the file system counts it.
  private long allocated() throws IOException {
    Process find =
        new ProcessBuilder(
                "find", folder.resolve("content").toString(), "-type", "f", "-printf", "%b\n")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = find.inputReader()) {
      return lines.lines().mapToLong(Long::parseLong).sum() * 512;
    }
  }

  @Test
  void aWriteFailsAtOnceWhereEverythingIsDirtyAndNobodyIsToWait() throws Exception {
    try (Content content = fixture.cache.open(1, () -> Base.NONE)) {
      for (int i = 0; i < 4; i++) {
        int at = i * MIB;
        if (i < 3) {
          content.write(at, ByteBuffer.wrap(random(i, MIB)));
        } else {
          assertThatThrownBy(() -> content.write(at, ByteBuffer.wrap(random(9, 2 * MIB))))
              .isInstanceOf(NoSpaceException.class);
        }
      }
      assertThat(read(content, 0, MIB, 3 * MIB)).isEqualTo(random(0, MIB));
      assertThat(content.dirty().ranges()).hasSize(1);
      assertThat(content.dirty().ranges().getFirst().length()).isEqualTo(3 * MIB);
      content.write(0, ByteBuffer.wrap(random(5, MIB)));
      assertThat(read(content, 0, MIB, 3 * MIB)).isEqualTo(random(5, MIB));
    }
  }

  @Test
  void aWriteWaitsForAnExportThatMakesRoom() throws Exception {
    fixture.close();
    fixture = new CacheFixture(folder, options(Duration.ofMinutes(5)));
    byte[] bytes = random(1, 3 * MIB);
    try (Content full = fixture.cache.open(1, () -> Base.NONE);
        Content next = fixture.cache.open(2, () -> Base.NONE);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      full.write(0, ByteBuffer.wrap(bytes));
      fixture.commit(full);
      Future<?> write =
          threads.submit(
              () -> {
                next.write(0, ByteBuffer.wrap(random(2, 2 * MIB)));
                return null;
              });
      assertThat(write.isDone()).isFalse();
      fixture.export(full, new BytesBase(bytes));
      write.get();
      assertThat(read(next, 0, 2 * MIB, 2 * MIB)).isEqualTo(random(2, 2 * MIB));
      assertThat(read(full, 0, 3 * MIB, 3 * MIB)).isEqualTo(bytes);
    }
  }

  @Test
  void whatNobodyUsesExpires() throws Exception {
    prefetch(1);
    Instant later = Instant.ofEpochMilli(fixture.time.incrementAndGet());
    prefetch(2);
    assertThat(fixture.cache.expire(later).bytes()).isEqualTo(256 * KIB);
    assertThat(isPresent(1)).isFalse();
    assertThat(isPresent(2)).isTrue();
  }

  @Test
  void dirtyBytesNeitherExpireNorGo() throws Exception {
    try (Content content = fixture.cache.open(1, () -> new BytesBase(random(1, MIB)))) {
      content.prefetch();
      content.write(5000, ByteBuffer.wrap(random(2, 100)));
      fixture.commit(content);
      fixture.cache.expire(Instant.ofEpochMilli(Long.MAX_VALUE / 2));
      assertThat(content.isFullyPresent(MIB)).isFalse();
      assertThat(content.dirty().ranges()).hasSize(1);
      assertThat(read(content, 5000, 100, MIB)).isEqualTo(random(2, 100));
      assertThat(fixture.cache.usage().clean()).isZero();
    }
  }

  @Test
  void aRemovedContentGivesItsRoomBackWhenTheLastLetsGo() throws Exception {
    try (Content content = fixture.cache.open(1, () -> Base.NONE)) {
      content.write(0, ByteBuffer.wrap(random(1, MIB)));
      fixture.commit(content);
      fixture.remove(1);
      fixture.cache.upkeep();
      assertThat(read(content, 0, MIB, MIB)).isEqualTo(random(1, MIB));
    }
    fixture.cache.upkeep();
    assertThat(allocated()).isZero();
    assertThat(fixture.cache.usage().dirty()).isZero();
    assertThat(fixture.cache.usage().contents()).isZero();
  }
}
