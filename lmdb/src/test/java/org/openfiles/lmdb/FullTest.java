package org.openfiles.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openfiles.core.NoSpaceException;

class FullTest extends DatabaseTestCase {
  private static final int MAP_BYTES = 1 << 20;

  @Override
  Options options() {
    return UNSYNCED.withMapBytes(MAP_BYTES);
  }

  @Test
  void aFullDatabaseIsReadAndEmptiedAndFilledAgain() throws IOException {
    for (int round = 0; round < 5; round++) {
      int entries = fill();
      assertThat(entries).isGreaterThan(MAP_BYTES / 2 / 1000);
      assertThat(database().usage().bytesUsed()).isLessThanOrEqualTo(MAP_BYTES);
      reopen();
      assertThat(entries()).hasSize(entries);
      for (int i = 0; i < entries; i++) {
        String key = key(i);
        assertThat(database().<Boolean>write(t -> t.delete(table(), bytes(key)))).isTrue();
      }
      assertThat(entries()).isEmpty();
    }
    assertThat(database().usage().fileBytes()).isLessThan(2 * MAP_BYTES + 2 * Tail.BYTES);
  }

  @Test
  void aChangeThatDoesNotFitIsRefusedAndOthersAreNot() throws IOException {
    put("a", "1");
    assertThatThrownBy(() -> put("b", "x".repeat(2 * MAP_BYTES)))
        .isInstanceOf(NoSpaceException.class)
        .hasMessageContaining(directory.toString());
    assertThatThrownBy(
            () ->
                database()
                    .write(
                        transaction -> {
                          for (int i = 0; i < 1000; i++) {
                            transaction.put(table(), bytes("c" + i), new byte[2000]);
                          }
                          return "";
                        }))
        .isInstanceOf(NoSpaceException.class);
    put("d", "4");
    assertThat(entries()).containsExactly("a=1", "d=4");
  }

  @Test
  void aChangeMayGoOnWithoutWhatDidNotFit() throws IOException {
    database()
        .write(
            transaction -> {
              transaction.put(table(), bytes("a"), bytes("1"));
              assertThatThrownBy(
                      () -> transaction.put(table(), bytes("b"), new byte[2 * MAP_BYTES]))
                  .isInstanceOf(NoSpaceException.class);
              transaction.put(table(), bytes("c"), bytes("3"));
              return "";
            });
    assertThat(entries()).containsExactly("a=1", "c=3");
  }

  /// The pages that a snapshot holds back fill the map itself; then LMDB fails half-way.
  @Test
  void aSnapshotThatStaysOpenFillsTheFileUntilItEnds() throws Exception {
    put("a", "1");
    database()
        .read(
            snapshot -> {
              assertThatThrownBy(
                      () -> {
                        for (int i = 0; i < 200; i++) {
                          put("b", "x".repeat(200_000));
                        }
                      })
                  .isInstanceOf(NoSpaceException.class);
              assertThat(get(snapshot, "b")).isNull();
              failTogether();
              return "";
            });
    assertThat(get("b")).hasSize(200_000);
    assertThat(get("c")).isNull();
    for (int i = 0; i < 200; i++) {
      put("b", "y".repeat(200_000));
    }
    assertThat(get("b")).startsWith("y");
    assertThat(get("a")).isEqualTo("1");
  }

  /// LMDB gives up a whole transaction, so this is the one failure that a batch shares.
  private void failTogether() throws IOException {
    List<Pending<String>> pending = new ArrayList<>();
    inOneBatch(
        () -> {
          for (String value : List.of("small", "x".repeat(200_000), "small again")) {
            pending.add(
                database()
                    .submit(
                        transaction -> {
                          transaction.put(table(), bytes("c"), bytes(value));
                          return "";
                        }));
          }
        });
    for (Pending<String> change : pending) {
      assertThatThrownBy(change::await).isInstanceOf(NoSpaceException.class);
    }
  }

  @Test
  void aFullDiskIsLivedThrough() throws Exception {
    Path elsewhere = directory.resolve("limited");
    Process program = Child.startLimited(8 << 20, "FillsTheDisk", elsewhere.toString());
    String said = text(program.getInputStream().readAllBytes());
    assertThat(program.waitFor()).isZero();
    assertThat(said).isEqualTo("refused 1\nfilled true\nrefused 100\nemptied true\n".repeat(3));
    assertThat(Files.size(elsewhere.resolve("data.mdb"))).isLessThanOrEqualTo(8 << 20);
    try (Database database = Database.open(elsewhere, UNSYNCED)) {
      Table emptied = database.table("table");
      assertThat(database.<Long>read(snapshot -> snapshot.count(emptied))).isZero();
    }
  }

  private int fill() throws IOException {
    int entries = 0;
    try {
      while (true) {
        put(key(entries), "x".repeat(1000));
        entries++;
      }
    } catch (NoSpaceException e) {
      assertThat(e).hasMessageContaining(directory.toString());
      return entries;
    }
  }

  private static String key(int i) {
    return "key " + (i * 7919 % 100_003);
  }
}
