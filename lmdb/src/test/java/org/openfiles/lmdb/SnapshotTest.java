package org.openfiles.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotTest extends DatabaseTestCase {
  private static final int ACCOUNTS = 50;
  private static final int EACH = 1000;

  @Test
  void aSnapshotStaysTheSameWhateverIsCommitted() throws IOException {
    put("a", "1");
    database()
        .read(
            snapshot -> {
              put("a", "2");
              put("b", "2");
              assertThat(entries(snapshot)).containsExactly("a=1");
              assertThat(entries()).containsExactly("a=2", "b=2");
              return "";
            });
  }

  @Test
  void readersOnlySeeWholeChanges() throws Exception {
    move(-1, 0, 0);
    AtomicBoolean over = new AtomicBoolean();
    List<Future<Integer>> reads = new ArrayList<>();
    int transfers = 2000;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        reads.add(
            threads.submit(
                () -> {
                  int sums = 0;
                  do {
                    assertThat(database().<Integer>read(this::sum)).isEqualTo(ACCOUNTS * EACH);
                    sums++;
                  } while (!over.get());
                  return sums;
                }));
      }
      try {
        Random random = new Random(7);
        for (int i = 0; i < transfers; i++) {
          move(random.nextInt(ACCOUNTS), random.nextInt(ACCOUNTS), random.nextInt(10));
        }
      } finally {
        over.set(true);
      }
      for (Future<Integer> read : reads) {
        assertThat(read.get()).isPositive();
      }
    }
  }

  @Test
  void moreReadersThanThereArePlacesTakeTurns() throws Exception {
    put("a", "1");
    int count = Readers.MAX * 2;
    CountDownLatch inside = new CountDownLatch(Readers.MAX);
    List<Future<@Nullable String>> reads = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        reads.add(
            threads.submit(
                () ->
                    database()
                        .read(
                            snapshot -> {
                              inside.countDown();
                              waitFor(inside);
                              return get(snapshot, "a");
                            })));
      }
      for (Future<@Nullable String> read : reads) {
        assertThat(read.get()).isEqualTo("1");
      }
    }
  }

  @Test
  void aViewEndsWithItsSnapshot() throws IOException {
    put("a", "value");
    MemorySegment over =
        database()
            .read(
                snapshot -> {
                  MemorySegment view = Objects.requireNonNull(snapshot.view(table(), bytes("a")));
                  assertThat(text(view.toArray(ValueLayout.JAVA_BYTE))).isEqualTo("value");
                  assertThat(view.isReadOnly()).isTrue();
                  assertThat(snapshot.view(table(), bytes("b"))).isNull();
                  return view;
                });
    assertThatThrownBy(() -> over.get(ValueLayout.JAVA_BYTE, 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aViewInAChangeEndsWithTheNextWrite() throws IOException {
    put("a", "value");
    database()
        .write(
            transaction -> {
              MemorySegment view = Objects.requireNonNull(transaction.view(table(), bytes("a")));
              transaction.put(table(), bytes("b"), view);
              assertThatThrownBy(() -> view.get(ValueLayout.JAVA_BYTE, 0))
                  .isInstanceOf(IllegalStateException.class);
              Cursor cursor = transaction.cursor(table());
              assertThat(cursor.last()).isTrue();
              transaction.put(table(), bytes("c"), cursor.view());
              return "";
            });
    assertThat(entries()).containsExactly("a=value", "b=value", "c=value");
  }

  @Test
  void closingWaitsForReads() throws Exception {
    put("a", "1");
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<@Nullable String> read =
          threads.submit(
              () ->
                  database()
                      .read(
                          snapshot -> {
                            inside.countDown();
                            waitFor(leave);
                            return get(snapshot, "a");
                          }));
      waitFor(inside);
      Future<?> close =
          threads.submit(
              () -> {
                database().close();
                return "";
              });
      assertThat(close.isDone()).isFalse();
      leave.countDown();
      assertThat(read.get()).isEqualTo("1");
      close.get();
    }
  }

  private int sum(Snapshot snapshot) throws IOException {
    int sum = 0;
    for (int i = 0; i < ACCOUNTS; i++) {
      byte[] value = Objects.requireNonNull(snapshot.get(table(), account(i)));
      sum += ByteBuffer.wrap(value).getInt();
    }
    return sum;
  }

  /// Account -1 opens all of them.
  private void move(int from, int to, int amount) throws IOException {
    database()
        .write(
            transaction -> {
              if (from < 0) {
                for (int i = 0; i < ACCOUNTS; i++) {
                  transaction.put(table(), account(i), amount(EACH));
                }
              } else {
                add(transaction, from, -amount);
                add(transaction, to, amount);
              }
              return "";
            });
  }

  private void add(Transaction transaction, int account, int amount) throws IOException {
    byte[] value = Objects.requireNonNull(transaction.get(table(), account(account)));
    int before = ByteBuffer.wrap(value).getInt();
    transaction.put(table(), account(account), amount(before + amount));
  }

  private static byte[] account(int number) {
    return bytes("account " + number);
  }

  /// Long enough that the accounts lie on many pages.
  private static byte[] amount(int amount) {
    return ByteBuffer.allocate(900).putInt(amount).array();
  }

  private static void waitFor(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
