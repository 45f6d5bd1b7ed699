package org.openfiles.lmdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// An embedded ordered store in a directory of its own: tables of byte keys, read by everybody at
/// once and written by one thread.
///
/// Every change happens whole or not at all, and is there after a crash once it was reported as
/// committed. A read sees one committed state from its beginning to its end, and neither waits for
/// writers nor holds them up.
///
/// The trap: the file is mapped into memory. If somebody truncates it, or the disk below it fails
/// to read, the operating system ends the process instead of throwing an exception.
public final class Database implements AutoCloseable {
  private final Path directory;
  private final OwnerLock lock;
  private final Environment environment;
  private final Tail tail;
  private final Readers readers;
  private final Writer writer;
  private final Map<String, Table> tables = new ConcurrentHashMap<>();
  private final Table freeList = new Table(this, "", 0);
  private boolean closed;

  private Database(Path directory, OwnerLock lock, Environment environment, Tail tail) {
    this.directory = directory;
    this.lock = lock;
    this.environment = environment;
    this.readers = new Readers(environment);
    this.tail = tail;
    this.writer = new Writer(new Batch(this, environment, new Space(this, environment, tail)));
  }

  /// Opens the database of this directory, and makes both where there is none.
  ///
  /// It has one owner: a `FileSystemException` where it is open already.
  public static Database open(Path directory, Options options) throws IOException {
    Path absolute = directory.toAbsolutePath();
    DurableDirectory.create(absolute);
    OwnerLock lock = OwnerLock.take(absolute);
    @Nullable Environment environment = null;
    boolean opened = false;
    try {
      environment = Environment.open(absolute, options);
      Database database = new Database(absolute, lock, environment, new Tail(absolute));
      database.writer.start();
      opened = true;
      return database;
    } finally {
      if (!opened) {
        if (environment != null) {
          environment.close();
        }
        lock.close();
      }
    }
  }

  public Path directory() {
    return directory;
  }

  /// The table of this name, made where there is none.
  public Table table(String name) throws IOException {
    Table known = tables.get(name);
    if (known != null) {
      return known;
    }
    int number = enqueue(new TableOpening(name)).await();
    return tables.computeIfAbsent(name, _ -> new Table(this, name, number));
  }

  /// Runs a query on the newest committed state. Where 512 run already, this waits for one of them
  /// to end.
  public <T extends @Nullable Object> T read(Query<T> query) throws IOException {
    Readers.Reader reader = readers.begin();
    try {
      Snapshot snapshot = new Snapshot(this, reader.frames(), reader.txn());
      try {
        return query.run(snapshot);
      } finally {
        snapshot.end();
      }
    } finally {
      readers.end(reader);
    }
  }

  /// Runs a change and waits until it is committed.
  public <T extends @Nullable Object> T write(Change<T> change) throws IOException {
    return submit(change).await();
  }

  /// Runs a change later. Changes run in the order in which they were submitted. Where too many
  /// wait already, this waits until there is a place.
  public <T extends @Nullable Object> Pending<T> submit(Change<T> change) throws IOException {
    return enqueue(batch -> batch.run(change));
  }

  private <T extends @Nullable Object> Pending<T> enqueue(Pending.Step<T> step) throws IOException {
    Pending<T> pending = new Pending<>(step);
    writer.submit(pending);
    return pending;
  }

  /// Figures for a gauge; counting free pages makes it too slow for each request.
  public Usage usage() throws IOException {
    return read(
        snapshot -> {
          long entries = 0;
          for (Table table : tables.values()) {
            entries += snapshot.count(table);
          }
          long pages = environment.pages(new Frame());
          long used = (pages - snapshot.freePages()) * environment.pageBytes();
          return new Usage(entries, used, tail.fileBytes(), environment.bytesMax());
        });
  }

  Table freeList() {
    return freeList;
  }

  /// For the committing thread, which must not wait for a place among the readers: one of them may
  /// be waiting for it.
  long freePages() throws IOException {
    Frames frames = new Frames();
    long txn = environment.begin(Lmdb.RDONLY, frames.own());
    Snapshot snapshot = new Snapshot(this, frames, txn);
    try {
      return snapshot.freePages();
    } finally {
      snapshot.end();
      Lmdb.txnAbort(txn);
    }
  }

  /// Writes a copy of the newest committed state, without free pages, as the database of another
  /// directory, which must exist and hold none. Holds a snapshot as long as that takes.
  public void copyTo(Path target) throws IOException {
    read(
        _ -> {
          environment.copyTo(target.toAbsolutePath());
          return null;
        });
  }

  /// Waits for the changes and reads that were begun; later ones get a `ClosedChannelException`.
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    writer.close();
    closed = true;
    try (lock;
        tail) {
      readers.close();
      environment.close();
    }
  }

  /// Makes a table where there is none. Its number is good for others only after the commit.
  private record TableOpening(String name) implements Pending.Step<Integer> {
    @Override
    public Integer run(Batch batch) throws IOException {
      return batch.open(name);
    }

    @Override
    public boolean isAlone() {
      return true;
    }
  }
}
