package org.openfiles.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CursorTest extends DatabaseTestCase {
  @BeforeEach
  void fill() throws IOException {
    put("b", "2");
    put("d", "4");
    put("da", "5");
    put("f", "6");
  }

  @Test
  void aSeekFindsTheKeyOrTheNextGreaterOne() throws IOException {
    assertThat(found(cursor -> cursor.seek(bytes("")))).isEqualTo("b=2");
    assertThat(found(cursor -> cursor.seek(bytes("d")))).isEqualTo("d=4");
    assertThat(found(cursor -> cursor.seek(bytes("c")))).isEqualTo("d=4");
    assertThat(found(cursor -> cursor.seek(bytes("g")))).isEqualTo("nothing");
  }

  @Test
  void lastBeforeFindsTheGreatestLesserKey() throws IOException {
    assertThat(found(cursor -> cursor.lastBefore(bytes("d")))).isEqualTo("b=2");
    assertThat(found(cursor -> cursor.lastBefore(bytes("e")))).isEqualTo("da=5");
    assertThat(found(cursor -> cursor.lastBefore(bytes("z")))).isEqualTo("f=6");
    assertThat(found(cursor -> cursor.lastBefore(bytes("b")))).isEqualTo("nothing");
    assertThat(found(cursor -> cursor.lastBefore(bytes("")))).isEqualTo("nothing");
    assertThat(found(Cursor::last)).isEqualTo("f=6");
  }

  @Test
  void movesGoBothWaysAndEndNowhere() throws IOException {
    database()
        .read(
            snapshot -> {
              Cursor cursor = snapshot.cursor(table());
              assertThat(cursor.seek(bytes("d"))).isTrue();
              assertThat(cursor.next()).isTrue();
              assertThat(cursor.previous()).isTrue();
              assertThat(text(cursor.key())).isEqualTo("d");
              assertThat(cursor.previous()).isTrue();
              assertThat(cursor.previous()).isFalse();
              assertThatThrownBy(cursor::next).isInstanceOf(IllegalStateException.class);
              assertThatThrownBy(cursor::key).isInstanceOf(IllegalStateException.class);
              assertThat(cursor.last()).isTrue();
              assertThat(cursor.next()).isFalse();
              return "";
            });
  }

  @Test
  void aPrefixEndsAWalk() throws IOException {
    List<String> keys = new ArrayList<>();
    database()
        .read(
            snapshot -> {
              byte[] prefix = bytes("d");
              Cursor cursor = snapshot.cursor(table());
              for (boolean more = cursor.seek(prefix);
                  more && cursor.startsWith(prefix);
                  more = cursor.next()) {
                keys.add(text(cursor.key()));
              }
              assertThat(cursor.startsWith(bytes("f"))).isTrue();
              assertThat(cursor.startsWith(bytes("ff"))).isFalse();
              return "";
            });
    assertThat(keys).containsExactly("d", "da");
  }

  @Test
  void keysAreOrderedByUnsignedBytes() throws IOException {
    byte[][] keys = {{0}, {0, 0}, {1}, {127}, {(byte) 128}, {(byte) 255}, {(byte) 255, 0}};
    Table other = database().table("bytes");
    database()
        .write(
            transaction -> {
              for (byte[] key : List.of(keys).reversed()) {
                transaction.put(other, key, new byte[0]);
              }
              return "";
            });
    List<byte[]> seen = new ArrayList<>();
    database()
        .read(
            snapshot -> {
              Cursor cursor = snapshot.cursor(other);
              for (boolean more = cursor.first(); more; more = cursor.next()) {
                seen.add(cursor.key());
                assertThat(cursor.value()).isEmpty();
              }
              return "";
            });
    assertThat(seen).containsExactly(keys);
  }

  @Test
  void aCursorKeepsItsPlaceWhileTheTableChanges() throws IOException {
    database()
        .write(
            transaction -> {
              Cursor cursor = transaction.cursor(table());
              assertThat(cursor.seek(bytes("d"))).isTrue();
              transaction.put(table(), bytes("d"), bytes("new"));
              assertThat(text(cursor.value())).isEqualTo("new");
              transaction.delete(table(), bytes("d"));
              assertThat(text(cursor.key())).isEqualTo("d");
              assertThatThrownBy(cursor::value).isInstanceOf(IllegalStateException.class);
              transaction.put(table(), bytes("c"), bytes("3"));
              assertThat(cursor.previous()).isTrue();
              assertThat(text(cursor.key())).isEqualTo("c");
              transaction.put(table(), bytes("ca"), bytes("x"));
              assertThat(cursor.next()).isTrue();
              assertThat(text(cursor.key())).isEqualTo("ca");
              transaction.delete(table(), bytes("ca"));
              assertThat(cursor.next()).isTrue();
              assertThat(text(cursor.key())).isEqualTo("da");
              return "";
            });
  }

  @Test
  void aWalkCanDeleteWhatItPasses() throws IOException {
    Table many = database().table("many");
    int entries = 5000;
    database()
        .write(
            transaction -> {
              for (int i = 0; i < entries; i++) {
                transaction.append(many, key(i), new byte[50]);
              }
              return "";
            });
    int deleted =
        database()
            .write(
                transaction -> {
                  int count = 0;
                  Cursor cursor = transaction.cursor(many);
                  for (boolean more = cursor.first(); more; more = cursor.next()) {
                    if (cursor.key()[3] % 2 == 0) {
                      assertThat(transaction.delete(many, cursor.key())).isTrue();
                      count++;
                    }
                  }
                  return count;
                });
    assertThat(deleted).isEqualTo(entries / 2);
    assertThat(database().<Long>read(snapshot -> snapshot.count(many)))
        .isEqualTo(entries - deleted);
  }

  @Test
  void aCursorIsOverWhenClosedAndWithItsSnapshot() throws IOException {
    Cursor over =
        database()
            .read(
                snapshot -> {
                  Cursor closed = snapshot.cursor(table());
                  assertThat(closed.first()).isTrue();
                  closed.close();
                  closed.close();
                  assertThatThrownBy(closed::first).isInstanceOf(IllegalStateException.class);
                  assertThatThrownBy(closed::next).isInstanceOf(IllegalStateException.class);
                  Cursor open = snapshot.cursor(table());
                  assertThat(open.first()).isTrue();
                  return open;
                });
    assertThatThrownBy(over::next).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(over::value).isInstanceOf(IllegalStateException.class);
    over.close();
  }

  @Test
  void manyCursorsWalkIndependently() throws IOException {
    database()
        .read(
            snapshot -> {
              List<Cursor> cursors = new ArrayList<>();
              for (String key : List.of("b", "d", "da", "f")) {
                Cursor cursor = snapshot.cursor(table());
                cursor.seek(bytes(key));
                cursors.add(cursor);
              }
              assertThat(cursors).extracting(cursor -> text(cursor.key())).doesNotHaveDuplicates();
              return "";
            });
  }

  private static byte[] key(int i) {
    return new byte[] {(byte) (i >> 24), (byte) (i >> 16), (byte) (i >> 8), (byte) i};
  }

  private interface Move {
    boolean of(Cursor cursor) throws IOException;
  }

  private String found(Move move) throws IOException {
    return database()
        .read(
            snapshot -> {
              try (Cursor cursor = snapshot.cursor(table())) {
                return move.of(cursor)
                    ? text(cursor.key()) + "=" + text(cursor.value())
                    : "nothing";
              }
            });
  }
}
