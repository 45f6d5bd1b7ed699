package org.openfiles.lmdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A new database with one table, whose keys and values are texts.
abstract class DatabaseTestCase {
  static final Options UNSYNCED = Options.DEFAULT.withDurability(Options.Durability.UNSYNCED);

  @TempDir Path directory;
  private @Nullable Database database;
  private @Nullable Table table;

  Options options() {
    return UNSYNCED;
  }

  @BeforeEach
  void open() throws IOException {
    database = Database.open(directory, options());
    table = database.table("texts");
  }

  @AfterEach
  void close() throws IOException {
    database().close();
  }

  void reopen() throws IOException {
    close();
    open();
  }

  Database database() {
    if (database == null) {
      throw new IllegalStateException("not open");
    }
    return database;
  }

  Table table() {
    if (table == null) {
      throw new IllegalStateException("not open");
    }
    return table;
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  void put(String key, String value) throws IOException {
    database()
        .write(
            transaction -> {
              transaction.put(table(), bytes(key), bytes(value));
              return null;
            });
  }

  @Nullable String get(String key) throws IOException {
    return database().read(snapshot -> get(snapshot, key));
  }

  @Nullable String get(Snapshot snapshot, String key) throws IOException {
    byte[] value = snapshot.get(table(), bytes(key));
    return value == null ? null : text(value);
  }

  /// All entries as `key=value`, in order.
  List<String> entries() throws IOException {
    return database().read(this::entries);
  }

  List<String> entries(Snapshot snapshot) throws IOException {
    List<String> entries = new ArrayList<>();
    try (Cursor cursor = snapshot.cursor(table())) {
      for (boolean more = cursor.first(); more; more = cursor.next()) {
        entries.add(text(cursor.key()) + "=" + text(cursor.value()));
      }
    }
    return entries;
  }

  /// Holds the committing thread up until all have been submitted.
  void inOneBatch(Submissions submissions) throws IOException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch submitted = new CountDownLatch(1);
    Pending<?> first =
        database()
            .submit(
                _ -> {
                  begun.countDown();
                  try {
                    submitted.await();
                  } catch (InterruptedException e) {
                    throw new IOException(e);
                  }
                  return "";
                });
    try {
      // It is in a batch of its own then.
      begun.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    submissions.run();
    submitted.countDown();
    first.await();
  }

  interface Submissions {
    void run() throws IOException;
  }
}
