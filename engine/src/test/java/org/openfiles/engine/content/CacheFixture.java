package org.openfiles.engine.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.openfiles.lmdb.Database;
import org.openfiles.lmdb.Options;

/// A cache in a directory, with a clock that goes on by a millisecond per look.
final class CacheFixture implements AutoCloseable {
  static final int MIB = 1 << 20;

  final Database database;
  final ContentCache cache;
  final AtomicLong time;

  CacheFixture(Path folder, ContentOptions options) throws IOException {
    this(folder, options, 1);
  }

  CacheFixture(Path folder, ContentOptions options, long boot) throws IOException {
    this.time = new AtomicLong(1_000_000);
    this.database =
        Database.open(
            folder.resolve("db"),
            Options.DEFAULT.withMapBytes(1 << 26).withDurability(Options.Durability.UNSYNCED));
    this.cache =
        ContentCache.open(
            database, folder, options, () -> Instant.ofEpochMilli(time.incrementAndGet()), boot);
  }

  static byte[] random(long seed, int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  static byte[] read(Content content, long position, int length, long size) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    int count = content.read(position, target, size);
    byte[] bytes = new byte[Math.max(0, count)];
    target.flip().get(bytes);
    return bytes;
  }

  void commit(Content content) throws IOException {
    content.sync();
    database.write(
        transaction -> {
          content.commit(transaction);
          return null;
        });
  }

  /// Makes everything clean, as after an export of this very object.
  void export(Content content, BytesBase object) throws IOException {
    content.sync();
    DirtyBytes dirty = content.dirty();
    database.write(
        transaction -> {
          content.markClean(dirty.generation(), object.size(), object, transaction);
          return null;
        });
  }

  void remove(long id) throws IOException {
    database.write(
        transaction -> {
          cache.remove(id, transaction);
          return null;
        });
  }

  @Override
  public void close() throws IOException {
    cache.close();
    database.close();
  }
}
