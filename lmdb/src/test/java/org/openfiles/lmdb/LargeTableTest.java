package org.openfiles.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LargeTableTest extends DatabaseTestCase {
  private static final int ENTRIES = 1_000_000;

  @Test
  void aMillionEntriesAreWalkedInOrder() throws IOException {
    database()
        .write(
            transaction -> {
              for (int i = 0; i < ENTRIES; i++) {
                transaction.append(table(), number(i), number(i * 3));
              }
              return "";
            });
    int walked =
        database()
            .read(
                snapshot -> {
                  int next = 0;
                  Cursor cursor = snapshot.cursor(table());
                  for (boolean more = cursor.first(); more; more = cursor.next()) {
                    if (ByteBuffer.wrap(cursor.key()).getInt() != next
                        || ByteBuffer.wrap(cursor.value()).getInt() != next * 3) {
                      return -next;
                    }
                    next++;
                  }
                  return next;
                });
    assertThat(walked).isEqualTo(ENTRIES);
    assertThat(database().usage().entries()).isEqualTo(ENTRIES);
  }

  private static byte[] number(int i) {
    return ByteBuffer.allocate(4).putInt(i).array();
  }
}
