package org.openfiles.lmdb;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// An `MDB_env`: the mapped file and the lock table beside it.
///
/// The map is larger than what may be used: [Space] says why.
final class Environment {
  private static final long MAP_BYTES_MIN = 1 << 20;
  private static final int MAP_PER_USED = 4;

  /// For counting free pages, and for a copy.
  private static final int RESERVED_READERS = 2;

  private static final int MODE = 0600;
  private static final Charset PATHS =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

  private final Path directory;
  private final long address;
  private final long bytesMax;
  private final long pageBytes;

  private Environment(Path directory, long address, long bytesMax) {
    this.directory = directory;
    this.address = address;
    this.bytesMax = bytesMax;
    this.pageBytes = pageBytes(address);
  }

  static Environment open(Path directory, Options options) throws IOException {
    boolean fresh = !Files.exists(directory.resolve("data.mdb"));
    long bytes = Math.max(options.mapBytes(), MAP_BYTES_MIN);
    while (true) {
      long address = create();
      int code = open(address, directory, bytes, options);
      if (code == Code.SUCCESS) {
        Environment environment =
            new Environment(directory, address, Math.min(bytes, options.mapBytes()));
        if (fresh) {
          DurableDirectory.sync(directory);
        }
        return environment;
      }
      Lmdb.envClose(address);
      if (code != Code.ENOMEM || bytes / 2 < MAP_BYTES_MIN) {
        throw Code.exception(code, directory.toString());
      }
      bytes /= 2;
    }
  }

  private static long pageBytes(long address) {
    Frame frame = new Frame();
    // It is only given what is known.
    Lmdb.envStat(address, frame.answer());
    return frame.answeredInt(0);
  }

  private static long create() {
    Frame frame = new Frame();
    if (Lmdb.envCreate(frame.answer()) != Code.SUCCESS) {
      throw new OutOfMemoryError("no memory for a database environment");
    }
    return frame.answeredLong(0);
  }

  private static int open(long address, Path directory, long bytes, Options options) {
    int flags = Lmdb.NOTLS;
    if (options.durability() == Options.Durability.UNSYNCED) {
      flags |= Lmdb.NOSYNC;
    }
    try (Arena arena = Arena.ofConfined()) {
      long path = arena.allocateFrom(directory.toString(), PATHS).address();
      Lmdb.envSetMaxdbs(address, options.tables());
      Lmdb.envSetMaxreaders(address, Readers.MAX + RESERVED_READERS);
      int code = Lmdb.envSetMapsize(address, MAP_PER_USED * bytes);
      return code == Code.SUCCESS ? Lmdb.envOpen(address, path, flags, MODE) : code;
    }
  }

  /// How much may be used: what was asked for, or less where the system refused the map for it.
  long bytesMax() {
    return bytesMax;
  }

  /// As large as those of the machine's memory when the database was made.
  long pageBytes() {
    return pageBytes;
  }

  /// The pages that the last commit left in the file, free ones included.
  long pages(Frame frame) throws IOException {
    check(Lmdb.envInfo(address, frame.answer()));
    return frame.answeredLong(16) + 1;
  }

  long begin(int flags, Frame frame) throws IOException {
    check(Lmdb.txnBegin(address, 0, flags, frame.answer()));
    return frame.answeredLong(0);
  }

  void copyTo(Path target) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      long path = arena.allocateFrom(target.toString(), PATHS).address();
      check(Lmdb.envCopy(address, path, Lmdb.COMPACT));
    }
    try (FileChannel copy =
        FileChannel.open(target.resolve("data.mdb"), StandardOpenOption.WRITE)) {
      copy.force(true);
    }
    DurableDirectory.sync(target);
  }

  void check(int code) throws IOException {
    Code.check(code, directory.toString());
  }

  IOException exception(int code) {
    return Code.exception(code, directory.toString());
  }

  /// Only when no transaction is left.
  void close() {
    Lmdb.envClose(address);
  }
}
