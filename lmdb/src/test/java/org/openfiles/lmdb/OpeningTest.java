package org.openfiles.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.openfiles.core.CorruptDataException;

class OpeningTest extends DatabaseTestCase {
  @Test
  void aDatabaseHasOneOwner() {
    assertThatThrownBy(() -> Database.open(directory, UNSYNCED))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(directory + ": the database is open already, here or in another process");
  }

  @Test
  void anotherProcessIsRefusedToo() throws Exception {
    assertThat(whatAnotherProcessSays()).isEqualTo("refused " + directory);
    close();
    assertThat(whatAnotherProcessSays()).isEqualTo("opened");
    open();
  }

  @Test
  void tablesAreFoundAgain() throws IOException {
    Table other = database().table("other");
    assertThat(database().table("other")).isSameAs(other).hasToString("other");
    database()
        .write(
            transaction -> {
              transaction.put(other, bytes("a"), bytes("other"));
              transaction.put(table(), bytes("a"), bytes("text"));
              return "";
            });
    reopen();
    Table again = database().table("other");
    assertThat(database().<byte[]>read(snapshot -> value(snapshot, again)))
        .isEqualTo(bytes("other"));
    assertThat(get("a")).isEqualTo("text");
    assertThatThrownBy(() -> database().read(snapshot -> snapshot.count(other)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void moreTablesThanAskedForAreRefused() throws IOException {
    Path small = directory.resolve("deep/small");
    try (Database database = Database.open(small, UNSYNCED.withTables(1))) {
      database.table("one");
      assertThatThrownBy(() -> database.table("two")).isInstanceOf(IllegalStateException.class);
      Table one = database.table("one");
      database.write(
          transaction -> {
            transaction.put(one, bytes("a"), bytes("1"));
            return "";
          });
    }
  }

  @Test
  void keysThatCannotBeKeysAreRefused() throws IOException {
    byte[] longest = new byte[511];
    Arrays.fill(longest, (byte) 'x');
    put(text(longest), "1");
    assertThat(get(text(longest))).isEqualTo("1");
    byte[] tooLong = Arrays.copyOf(longest, 512);
    assertThatThrownBy(() -> put(text(tooLong), "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a key has 1 to 511 bytes length=512");
    assertThatThrownBy(() -> put("", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a key has 1 to 511 bytes length=0");
    assertThatThrownBy(() -> get("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void valuesHaveAnyLength() throws IOException {
    for (int length : new int[] {0, 1, 2000, 4096, 1 << 20, 20 << 20}) {
      byte[] value = new byte[length];
      Arrays.fill(value, (byte) length);
      put("a", text(value));
      assertThat(get("a")).hasSize(text(value).length()).isEqualTo(text(value));
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsNotOpened() throws IOException {
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.write(other.resolve("data.mdb"), new byte[8192]);
    assertThatThrownBy(() -> Database.open(other, UNSYNCED))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageStartingWith(other.toString());
    Files.delete(other.resolve("data.mdb"));
    Database.open(other, UNSYNCED).close();
  }

  @Test
  void aCopyIsADatabase() throws IOException {
    for (int i = 0; i < 100; i++) {
      put("k" + i, "x".repeat(10_000));
    }
    for (int i = 0; i < 90; i++) {
      String key = "k" + i;
      database().write(transaction -> transaction.delete(table(), bytes(key)));
    }
    Usage usage = database().usage();
    assertThat(usage.entries()).isEqualTo(10);
    assertThat(usage.bytesUsed()).isBetween(100_000L, 400_000L);
    assertThat(usage.fileBytes()).isGreaterThan(900_000);
    Path target = Files.createDirectory(directory.resolve("copy"));
    database().copyTo(target);
    assertThat(Files.size(target.resolve("data.mdb"))).isLessThan(400_000);
    try (Database copy = Database.open(target, UNSYNCED)) {
      Table texts = copy.table("texts");
      assertThat(copy.<Long>read(snapshot -> snapshot.count(texts))).isEqualTo(10);
    }
  }

  @Test
  void theMapTakesNeitherMemoryNorDisk() throws IOException {
    try (FileChannel data =
        FileChannel.open(directory.resolve("data.mdb"), StandardOpenOption.READ)) {
      assertThat(data.size()).isLessThan(2 * Tail.BYTES);
    }
    assertThat(database().usage().bytesMax()).isGreaterThan(1L << 30);
  }

  private static byte[] value(Snapshot snapshot, Table table) throws IOException {
    byte[] value = snapshot.get(table, bytes("a"));
    return value == null ? new byte[0] : value;
  }

  private String whatAnotherProcessSays() throws IOException, InterruptedException {
    Process other = Child.start("OpensOnce", directory.toString());
    String said = text(other.getInputStream().readAllBytes()).strip();
    assertThat(other.waitFor()).isZero();
    return said;
  }
}
