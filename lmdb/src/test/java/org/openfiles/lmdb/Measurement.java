package org.openfiles.lmdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Prints how fast a database in the directory of the first argument is; it must be new.
///
/// Records have 38 + 200 bytes, as many as the second argument says.
final class Measurement {
  private final Database database;
  private final Table table;
  private final int records;
  private final long seconds;

  private Measurement(Database database, int records, long seconds) throws IOException {
    this.database = database;
    this.table = database.table("records");
    this.records = records;
    this.seconds = seconds;
  }

  public static void main(String[] arguments) throws Exception {
    int records = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
    long seconds = arguments.length > 2 ? Long.parseLong(arguments[2]) : 5;
    long began = System.nanoTime();
    try (Database database = Database.open(Path.of(arguments[0]), Options.DEFAULT)) {
      print("open, ms", (System.nanoTime() - began) / 1e6);
      new Measurement(database, records, seconds).run();
    }
  }

  private void run() throws Exception {
    load();
    print("gets/s, 1 thread", gets(1, true));
    print("gets/s, 1 thread", gets(1, true));
    print("gets/s, 4 threads", gets(4, true));
    print("gets/s in one read of 100, 1 thread", gets(1, false));
    print("scanned entries/s", scan());
    print("durable commits/s, 1 thread", commits(1, 0));
    print("durable commits/s, 8 threads", commits(8, 0));
    print("durable commits/s, 64 virtual threads", commits(64, 0));
    print("the same, half of them failing before they write", commits(64, 1));
    print("the same, half of them failing after they wrote", commits(64, 2));
  }

  private void load() throws IOException {
    Random random = new Random(1);
    long began = System.nanoTime();
    int size = 1000;
    for (int from = 0; from < records; from += size) {
      int start = from;
      database.submit(
          transaction -> {
            for (int i = start; i < start + size; i++) {
              transaction.put(table, key(i), value(i));
            }
            return null;
          });
    }
    database.write(_ -> null);
    print("random inserts/s, 1000 each", records / elapsed(began));
    began = System.nanoTime();
    int updates = Math.min(records, 200_000);
    for (int from = 0; from < updates; from += size) {
      database.submit(
          transaction -> {
            for (int i = 0; i < size; i++) {
              int record = random.nextInt(records);
              transaction.put(table, key(record), value(record + 1));
            }
            return null;
          });
    }
    database.write(_ -> null);
    print("random upserts/s, 1000 each", updates / elapsed(began));
  }

  private double gets(int threads, boolean each) throws Exception {
    return rate(
        threads,
        random -> {
          int count = each ? 1 : 100;
          database.read(
              snapshot -> {
                for (int i = 0; i < count; i++) {
                  if (snapshot.get(table, key(random.nextInt(records))) == null) {
                    throw new IOException("a record is missing");
                  }
                }
                return null;
              });
          return count;
        });
  }

  private double scan() throws Exception {
    return rate(
        1,
        _ ->
            database.read(
                snapshot -> {
                  int entries = 0;
                  Cursor cursor = snapshot.cursor(table);
                  for (boolean more = cursor.first(); more; more = cursor.next()) {
                    entries += cursor.key().length > 0 && cursor.value().length > 0 ? 1 : 0;
                  }
                  return entries;
                }));
  }

  private double commits(int threads, int failing) throws Exception {
    return rate(
        threads,
        random -> {
          boolean fails = random.nextBoolean();
          int record = random.nextInt(records);
          try {
            database.write(
                transaction -> {
                  if (failing == 1 && fails) {
                    throw new IOException("as expected");
                  }
                  transaction.put(table, key(record), value(record));
                  transaction.put(table, key(record + 1), value(record));
                  if (failing == 2 && fails) {
                    throw new IOException("as expected");
                  }
                  return null;
                });
          } catch (IOException e) {
            if (!"as expected".equals(e.getMessage())) {
              throw e;
            }
          }
          return 1;
        });
  }

  private interface Step {
    int run(Random random) throws Exception;
  }

  private double rate(int threads, Step step) throws Exception {
    long began = System.nanoTime();
    long end = began + seconds * 1_000_000_000;
    List<Callable<Long>> work = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Random random = new Random(i);
      work.add(
          () -> {
            long done = 0;
            while (System.nanoTime() < end) {
              done += step.run(random);
            }
            return done;
          });
    }
    long sum = 0;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : executor.invokeAll(work)) {
        sum += done.get();
      }
    }
    return sum / elapsed(began);
  }

  private static double elapsed(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  /// Scattered over the whole order.
  private static byte[] key(int record) {
    long spread = record * 0x9E3779B97F4A7C15L;
    return ByteBuffer.allocate(38).putLong(spread).putInt(record).array();
  }

  private static byte[] value(int record) {
    return ByteBuffer.allocate(200).putInt(record).array();
  }

  private static void print(String what, double figure) {
    System.out.printf(java.util.Locale.ROOT, "%-55s %,12.1f%n", what, figure);
  }
}
