package org.openfiles.lmdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/// Writes into the database of its argument until it is killed, and says what was committed.
///
/// Each of four threads counts on: in one change it adds its number `n` as a record, removes record
/// `n - 3`, and stores `n` as its last. After every change that lasts there is one that throws.
final class KilledProgram {
  static final int THREADS = 4;
  static final int KEPT = 3;

  private final Database database;
  private final Table records;
  private final Table last;

  private KilledProgram(Database database) throws IOException {
    this.database = database;
    this.records = database.table("records");
    this.last = database.table("last");
  }

  public static void main(String[] arguments) throws Exception {
    Database database = Database.open(Path.of(arguments[0]), Options.DEFAULT);
    KilledProgram program = new KilledProgram(database);
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      Thread.ofPlatform().start(() -> program.write(thread));
    }
  }

  private void write(int thread) {
    try {
      while (true) {
        int number = database.write(transaction -> step(transaction, thread));
        System.out.println(thread + " " + number);
        try {
          database.write(
              transaction -> {
                step(transaction, thread);
                throw new IOException("as expected");
              });
        } catch (IOException e) {
          requireExpected(e);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private int step(Transaction transaction, int thread) throws IOException {
    byte[] before = transaction.get(last, new byte[] {(byte) thread});
    int number = before == null ? 1 : ByteBuffer.wrap(before).getInt() + 1;
    transaction.put(records, record(thread, number), content(number));
    if (number > KEPT) {
      transaction.delete(records, record(thread, number - KEPT));
    }
    transaction.put(
        last, new byte[] {(byte) thread}, ByteBuffer.allocate(4).putInt(number).array());
    return number;
  }

  static byte[] record(int thread, int number) {
    return ByteBuffer.allocate(5).put((byte) thread).putInt(number).array();
  }

  static byte[] content(int number) {
    byte[] content = new byte[number % 7 * 1000];
    Arrays.fill(content, (byte) number);
    return content;
  }

  private static void requireExpected(IOException e) throws IOException {
    if (!Objects.equals(e.getMessage(), "as expected")) {
      throw e;
    }
  }
}
