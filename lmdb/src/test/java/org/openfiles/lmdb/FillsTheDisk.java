package org.openfiles.lmdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openfiles.core.NoSpaceException;

/// Fills the database of its argument until the disk is full, empties it, and does both again; says
/// what came of it.
///
/// Its starter limits how long a file may be, which the system reports like a disk that is full:
/// the write that meets the limit ends early, the next one fails.
final class FillsTheDisk {
  private static final int CROWD = 100;

  private final Database database;
  private final Table table;

  private FillsTheDisk(Database database) throws IOException {
    this.database = database;
    this.table = database.table("table");
  }

  public static void main(String[] arguments) throws Exception {
    try (Database database = Database.open(Path.of(arguments[0]), DatabaseTestCase.UNSYNCED)) {
      FillsTheDisk program = new FillsTheDisk(database);
      for (int round = 0; round < 3; round++) {
        System.out.println("refused " + program.refused(List.of(program.submit(0, 20 << 20))));
        int entries = program.fill();
        System.out.println("filled " + (program.count() == entries));
        System.out.println("refused " + program.refused(program.crowd()));
        program.empty(entries);
        System.out.println("emptied " + (program.count() == 0));
      }
    }
  }

  private int fill() throws IOException {
    int entries = 0;
    try {
      while (true) {
        submit(entries, 1000).await();
        entries++;
      }
    } catch (NoSpaceException e) {
      return entries;
    }
  }

  private List<Pending<String>> crowd() throws IOException {
    List<Pending<String>> crowd = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      crowd.add(submit(1_000_000 + i, 30_000));
    }
    return crowd;
  }

  private int refused(List<Pending<String>> pending) throws IOException {
    int refused = 0;
    for (Pending<String> one : pending) {
      try {
        one.await();
      } catch (NoSpaceException e) {
        refused++;
      }
    }
    return refused;
  }

  private Pending<String> submit(int entry, int length) throws IOException {
    return database.submit(
        transaction -> {
          transaction.put(table, key(entry), new byte[length]);
          return "";
        });
  }

  private void empty(int entries) throws IOException {
    for (int i = 0; i < entries; i++) {
      byte[] key = key(i);
      if (!database.<Boolean>write(transaction -> transaction.delete(table, key))) {
        throw new IllegalStateException("it was there before entry=" + i);
      }
    }
  }

  private long count() throws IOException {
    return database.read(snapshot -> snapshot.count(table));
  }

  private static byte[] key(int i) {
    return Long.toString(i * 7919L % 10_000_019).getBytes(US_ASCII);
  }
}
