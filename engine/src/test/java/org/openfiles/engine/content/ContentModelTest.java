package org.openfiles.engine.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openfiles.core.Slice;
import org.openfiles.lmdb.Database;
import org.openfiles.lmdb.Options;

/// Random operations on a content beside the same on an array.
final class ContentModelTest {
  private static final int SIZE_MAX = 3 << 20;

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("content.seeds", 40));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyOrderOfOperationsReadsAsAnArrayDoes(long seed) throws Exception {
    try (Play play = new Play(folder, seed)) {
      for (int i = 0; i < 400; i++) {
        play.step();
      }
    }
  }

  /// The model and the thing.
  private static final class Play implements AutoCloseable {
    private final Path folder;
    private final RandomGenerator random;
    private Database database;
    private ContentCache cache;
    private Content content;
    private BytesBase base;
    private byte[] model = new byte[SIZE_MAX];
    private int size;

    /// What a crash must bring back.
    private byte[] committed;

    private int committedSize;
    private BytesBase committedBase;

    /// What was written since then: there, a crash may leave the newer bytes.
    private final BitSet touched = new BitSet();

    private long time = 1;
    private String last = "";

    Play(Path folder, long seed) throws IOException {
      this.folder = folder;
      this.random = new SplittableRandom(seed);
      size = random.nextInt(SIZE_MAX);
      byte[] object = new byte[size];
      new SplittableRandom(seed + 1).nextBytes(object);
      base = new BytesBase(object);
      System.arraycopy(object, 0, model, 0, size);
      keep();
      open();
    }

    private void keep() {
      touched.clear();
      committed = model.clone();
      committedSize = size;
      committedBase = base;
    }

    private void open() throws IOException {
      database =
          Database.open(
              folder.resolve("db"),
              Options.DEFAULT.withMapBytes(1 << 26).withDurability(Options.Durability.UNSYNCED));
      InstantSource clock = () -> Instant.ofEpochMilli(time++);
      cache =
          ContentCache.open(
              database,
              folder,
              ContentOptions.DEFAULT.withCapacityBytes(64 << 20).withDirtyWait(Duration.ZERO),
              clock);
      content = cache.open(7, () -> base);
    }

    void step() throws IOException {
      int position = random.nextInt(SIZE_MAX);
      int length = random.nextInt(4) == 0 ? random.nextInt(1 << 19) : random.nextInt(9000);
      length = Math.min(length, SIZE_MAX - position);
      switch (random.nextInt(14)) {
        case 0, 1, 2, 3 -> write(position, length);
        case 4 -> truncate(random.nextInt(3) == 0 ? position : size - Math.min(size, length));
        case 5 -> punch(position, length);
        case 6 -> commit();
        case 7 -> export();
        case 8 -> cache.expire(Instant.ofEpochMilli(Long.MAX_VALUE / 2));
        case 9 -> cache.upkeep();
        case 10 -> reopen();
        default -> read(position, length);
      }
    }

    private void note(String what) {
      last = what;
    }

    private void write(int position, int length) throws IOException {
      note("write " + position + " " + length);
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      touched.set(position, position + length);
      content.write(position, ByteBuffer.wrap(bytes));
      System.arraycopy(bytes, 0, model, position, length);
      size = length == 0 ? size : Math.max(size, position + length);
    }

    private void truncate(int to) {
      note("truncate " + to);
      content.truncate(to);
      if (to < size) {
        Arrays.fill(model, to, size, (byte) 0);
      }
      size = to;
    }

    private void punch(int position, int length) {
      note("punch " + position + " " + length);
      content.punch(position, length);
      Arrays.fill(model, position, position + length, (byte) 0);
    }

    private void commit() throws IOException {
      note("commit");
      content.sync();
      database.write(
          transaction -> {
            content.commit(transaction);
            return null;
          });
      keep();
    }

    private void export() throws IOException {
      note("export");
      content.sync();
      DirtyBytes dirty = content.dirty();
      byte[] object = Arrays.copyOf(base.bytes(), size);
      int limit = (int) Math.min(dirty.baseLimit(), size);
      Arrays.fill(object, limit, size, (byte) 0);
      for (Slice range : dirty.ranges()) {
        if (range.position() < size) {
          ByteBuffer part =
              ByteBuffer.wrap(
                  object,
                  (int) range.position(),
                  (int) Math.min(range.length(), size - range.position()));
          content.read(range.position(), part, size);
        }
      }
      assertThat(Arrays.mismatch(object, Arrays.copyOf(model, size))).isEqualTo(-1);
      int exported = size;
      int written = random.nextInt(3);
      for (int i = 0; i < written; i++) {
        write(random.nextInt(SIZE_MAX - 9000), random.nextInt(9000));
      }
      if (random.nextInt(4) == 0) {
        truncate(random.nextInt(size + 1));
      }
      BytesBase next = new BytesBase(object);
      content.sync();
      database.write(
          transaction -> {
            content.markClean(dirty.generation(), exported, next, transaction);
            return null;
          });
      base = next;
      keep();
      if (written == 0) {
        assertThat(content.dirty().ranges()).allMatch(r -> r.position() >= content.baseLimit());
      }
    }

    private void reopen() throws IOException {
      boolean saved = random.nextBoolean();
      note("reopen saved=" + saved);
      if (saved) {
        commit();
      }
      content.close();
      if (random.nextBoolean()) {
        cache.close();
      } else {
        cache.abandon();
      }
      database.close();
      base = committedBase;
      size = committedSize;
      open();
      byte[] found = new byte[SIZE_MAX];
      content.read(0, ByteBuffer.wrap(found), size);
      for (int i = 0; i < size; i++) {
        if (found[i] != committed[i] && !touched.get(i)) {
          throw new AssertionError("lost at=" + i + " size=" + size + " after=" + last);
        }
      }
      model = found;
    }

    private void read(int position, int length) throws IOException {
      ByteBuffer target = ByteBuffer.allocate(length);
      int expected = position >= size ? -1 : Math.min(length, size - position);
      assertThat(content.read(position, target, size)).isEqualTo(expected);
      byte[] wanted = Arrays.copyOfRange(model, position, position + Math.max(0, expected));
      byte[] got = Arrays.copyOf(target.array(), Math.max(0, expected));
      int differs = Arrays.mismatch(wanted, got);
      if (differs >= 0) {
        throw new AssertionError(
            "differs at=" + (position + differs) + " size=" + size + " after=" + last);
      }
    }

    @Override
    public void close() throws IOException {
      content.close();
      cache.close();
      database.close();
    }
  }
}
