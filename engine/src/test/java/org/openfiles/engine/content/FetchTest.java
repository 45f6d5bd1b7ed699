package org.openfiles.engine.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openfiles.engine.content.CacheFixture.MIB;
import static org.openfiles.engine.content.CacheFixture.random;
import static org.openfiles.engine.content.CacheFixture.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openfiles.core.Slice;

/// What is asked of the store, how often, and how much at once.
final class FetchTest {
  private static final int KIB = 1 << 10;

  @TempDir Path folder;
  private CacheFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new CacheFixture(folder, ContentOptions.DEFAULT);
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Test
  void aByteIsAskedForOnceHoweverManyReadersWait() throws Exception {
    byte[] object = random(1, 100 * KIB);
    BytesBase base = new BytesBase(object);
    CountDownLatch gate = new CountDownLatch(1);
    base.beforeBytes(gate);
    try (Content content = fixture.cache.open(1, () -> base);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> reads = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        reads.add(threads.submit(() -> read(content, 0, object.length, object.length)));
      }
      base.awaitRequests(1);
      gate.countDown();
      for (Future<byte[]> read : reads) {
        assertThat(read.get()).isEqualTo(object);
      }
    }
    assertThat(base.requests).containsExactly(new Slice(0, object.length));
  }

  @Test
  void whatWasReadOnceIsAskedForNoMore() throws Exception {
    byte[] object = random(2, 300 * KIB);
    BytesBase base = new BytesBase(object);
    try (Content content = fixture.cache.open(1, () -> base)) {
      assertThat(read(content, 0, object.length, object.length)).isEqualTo(object);
      assertThat(content.prefetch()).isTrue();
      int before = base.requests.size();
      for (int i = 0; i < 100; i++) {
        assertThat(read(content, i * 1000L, 1000, object.length))
            .isEqualTo(Arrays.copyOfRange(object, i * 1000, i * 1000 + 1000));
      }
      assertThat(base.requests).hasSize(before);
      assertThat(content.isFullyPresent(object.length)).isTrue();
    }
  }

  @Test
  void sequentialReadsAreHurriedAheadOfInGrowingRequests() throws Exception {
    byte[] object = random(3, 64 * MIB);
    BytesBase base = new BytesBase(object);
    try (Content content = fixture.cache.open(1, () -> base)) {
      byte[] copy = new byte[object.length];
      for (int at = 0; at < object.length; at += 256 * KIB) {
        System.arraycopy(read(content, at, 256 * KIB, object.length), 0, copy, at, 256 * KIB);
      }
      assertThat(Arrays.equals(copy, object)).isTrue();
    }
    assertThat(base.requests).hasSizeLessThan(80);
    assertThat(base.requests).anyMatch(r -> r.length() == 4 * MIB);
    assertThat(base.bytesAsked()).isEqualTo(object.length);
  }

  @Test
  void severalRequestsAreUnderWayAheadOfASequentialReader() throws Exception {
    byte[] object = random(3, 64 * MIB);
    BytesBase base = new BytesBase(object);
    try (Content content = fixture.cache.open(1, () -> base);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int at = 0; at < 16 * MIB; at += MIB) {
        read(content, at, MIB, object.length);
      }
      CountDownLatch gate = new CountDownLatch(1);
      base.beforeBytes(gate);
      int before = base.requests.size();
      Future<byte[]> reads =
          threads.submit(
              () -> {
                for (int at = 16 * MIB; at < 40 * MIB; at += MIB) {
                  read(content, at, MIB, object.length);
                }
                return read(content, 40 * MIB, MIB, object.length);
              });
      base.awaitRequests(before + 2);
      gate.countDown();
      assertThat(reads.get()).isEqualTo(Arrays.copyOfRange(object, 40 * MIB, 41 * MIB));
    }
  }

  @Test
  void scatteredReadsFetchLittleMoreThanTheyNeed() throws Exception {
    byte[] object = random(4, 64 * MIB);
    BytesBase base = new BytesBase(object);
    try (Content content = fixture.cache.open(1, () -> base)) {
      for (int i = 1; i <= 50; i++) {
        int at = (i * 37 % 61) * MIB + 5000;
        assertThat(read(content, at, 4096, object.length))
            .isEqualTo(Arrays.copyOfRange(object, at, at + 4096));
      }
    }
    assertThat(base.requests).hasSize(50);
    assertThat(base.bytesAsked()).isLessThanOrEqualTo(50 * 32 * KIB);
  }

  @Test
  void aLargeObjectThatIsStreamedOnceIsNotKept() throws Exception {
    byte[] object = random(5, 32 * MIB);
    BytesBase base = new BytesBase(object);
    try (Content content = fixture.cache.open(1, () -> base)) {
      stream(content, object);
      assertThat(fixture.cache.usage().clean()).isLessThan(8 * MIB);
      stream(content, object);
      assertThat(base.bytesAsked()).isLessThanOrEqualTo(2L * object.length);
      assertThat(content.prefetch()).isTrue();
      int before = base.requests.size();
      stream(content, object);
      assertThat(base.requests).hasSize(before);
    }
  }

  @Test
  void aSecondStreamIsKept() throws Exception {
    byte[] object = random(5, 32 * MIB);
    BytesBase base = new BytesBase(object);
    try (Content content = fixture.cache.open(1, () -> base)) {
      stream(content, object);
    }
    try (Content content = fixture.cache.open(1, () -> base)) {
      stream(content, object);
    }
    assertThat(fixture.cache.usage().clean()).isGreaterThan(8 * MIB);
  }

  private static void stream(Content content, byte[] object) throws IOException {
    for (int at = 0; at < object.length; at += MIB) {
      assertThat(Arrays.equals(read(content, at, MIB, object.length), 0, MIB, object, at, at + MIB))
          .isTrue();
    }
  }

  @Test
  void aStoreThatFailsIsAskedAgainByTheNextRead() throws Exception {
    byte[] object = random(6, 10 * KIB);
    BytesBase base = new BytesBase(object);
    try (Content content = fixture.cache.open(1, () -> base)) {
      base.fails(true);
      assertThatThrownBy(() -> read(content, 0, 100, object.length))
          .hasMessage("the store is down");
      assertThatThrownBy(() -> content.prefetch()).hasMessage("the store is down");
      base.fails(false);
      assertThat(read(content, 0, object.length, object.length)).isEqualTo(object);
    }
  }

  @Test
  void bytesReadAheadStayWithinTheMemoryBound() throws Exception {
    ContentOptions options =
        new ContentOptions(
            64 * MIB, MIB, 128 * KIB, 32 * MIB, 4 * MIB, ContentOptions.DEFAULT.dirtyWait());
    byte[] object = random(7, 48 * MIB);
    Path other = folder.resolve("other");
    try (CacheFixture small = new CacheFixture(other, options)) {
      BytesBase base = new BytesBase(object);
      try (Content content = small.cache.open(1, () -> base)) {
        stream(content, object);
        assertThat(small.cache.fetching().memory().takenMax()).isLessThanOrEqualTo(6 * MIB);
      }
      assertThat(small.cache.fetching().memory().taken()).isZero();
    }
  }

  @Test
  void aWriteDuringAFetchWins() throws Exception {
    byte[] object = random(8, 100 * KIB);
    BytesBase base = new BytesBase(object);
    CountDownLatch gate = new CountDownLatch(1);
    base.beforeBytes(gate);
    try (Content content = fixture.cache.open(1, () -> base);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<byte[]> read = threads.submit(() -> read(content, 50_000, 100, object.length));
      base.awaitRequests(1);
      content.write(1000, ByteBuffer.wrap(new byte[1000]));
      gate.countDown();
      assertThat(read.get()).isEqualTo(Arrays.copyOfRange(object, 50_000, 50_100));
      assertThat(content.prefetch()).isTrue();
      Arrays.fill(object, 1000, 2000, (byte) 0);
      assertThat(read(content, 0, object.length, object.length)).isEqualTo(object);
    }
  }

  @Test
  void whatIsCutOffWhileAFetchLandsStaysZeros() throws Exception {
    byte[] object = random(9, 100 * KIB);
    BytesBase base = new BytesBase(object);
    try (Content content = fixture.cache.open(1, () -> base)) {
      long epoch = content.ledger().origin().epoch();

      content.punch(8 * KIB, 4 * KIB);
      content.truncate(50 * KIB);
      // The bytes of a fetch get into the file, and only then this is told.
      ContentFile file = fixture.cache.files().file(1);
      file.write(0, ByteBuffer.wrap(object));
      file.close();
      content.ledger().filled(new Slice(8 * KIB, 4 * KIB), epoch);
      content.ledger().filled(new Slice(40 * KIB, 60 * KIB), epoch - 1);
      content.ledger().filled(new Slice(60 * KIB, 40 * KIB), epoch);

      Arrays.fill(object, 8 * KIB, 12 * KIB, (byte) 0);
      Arrays.fill(object, 50 * KIB, 100 * KIB, (byte) 0);
      assertThat(read(content, 0, object.length, object.length)).isEqualTo(object);
      fixture.commit(content);
      fixture.cache.upkeep();
      content.sync();
      assertThat(fixture.cache.space().waste()).isZero();
    }
  }
}
