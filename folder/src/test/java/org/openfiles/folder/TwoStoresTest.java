package org.openfiles.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Key;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.Race;
import org.openfiles.testkit.TestBytes;

/// Two stores over one folder, which share no lock, as two programs would be.
final class TwoStoresTest extends FolderTestCase {
  private FolderStore other;

  @BeforeEach
  void openOther() throws IOException {
    other = bucket().open(options());
  }

  @AfterEach
  void closeOther() throws IOException {
    other.close();
  }

  private FolderStore store(int number) {
    return number % 2 == 0 ? store() : other;
  }

  @Test
  void ofFiftyThatPutIfAbsentOneWins()
      throws ExecutionException, InterruptedException, IOException {
    for (String key : List.of("k", "d/k", "d", "deep/er/k", "x".repeat(256))) {
      List<Boolean> won =
          Race.run(
              50,
              number -> {
                byte[] bytes = TestBytes.random(1000, number);
                PutRequest request =
                    new PutRequest(new Key(key), ArrivingBytes.of(bytes), ObjectMetadata.EMPTY);
                try {
                  store(number).put(with(request, Precondition.ABSENT));
                  return true;
                } catch (PreconditionFailedException e) {
                  return false;
                }
              });

      assertThat(Collections.frequency(won, true)).as(key).isEqualTo(1);
      assertThat(bytes(key)).isEqualTo(TestBytes.random(1000, won.indexOf(true)));
    }
    assertThat(temporaries()).isEmpty();
  }

  @Test
  void readersOfTheOneSeeWholeVersionsOfTheOther() throws Exception {
    put("k", TestBytes.random(100_000, 0));

    Race.run(
        6,
        number -> {
          for (int i = 1; i < 40; i++) {
            int seed = number * 1000 + i;
            if (number < 2) {
              store(number)
                  .put(
                      new PutRequest(
                          new Key("k"),
                          ArrivingBytes.of(TestBytes.random(100_000 + seed, seed)),
                          ObjectMetadata.EMPTY.withUser(Map.of("seed", Integer.toString(seed)))));
            } else {
              try (ObjectReader reader =
                  store(number).get(new Key("k"), ByteRange.ALL, Precondition.NONE)) {
                ObjectInfo info = reader.info();
                int of = Integer.parseInt(info.metadata().user().getOrDefault("seed", "0"));
                assertThat(TestBytes.read(reader)).isEqualTo(TestBytes.random(100_000 + of, of));
                assertThat(info.etag().value()).hasSize(32);
              }
            }
          }
          return number;
        });
  }

  @Test
  void whatTheOneChangesTheOtherTellsAtOnce() throws IOException {
    put("k", "one", metadata(10));
    assertThat(other.head(new Key("k")).metadata()).isEqualTo(metadata(10));

    store().update(new Key("k"), _ -> metadata(11));
    assertThat(other.head(new Key("k")).metadata()).isEqualTo(metadata(11));
    store().update(new Key("k"), _ -> metadata(40_000));
    assertThat(other.head(new Key("k")).metadata()).isEqualTo(metadata(40_000));
    store().update(new Key("k"), _ -> metadata(40_001));
    assertThat(other.head(new Key("k")).metadata()).isEqualTo(metadata(40_001));
    put("k/below", "x");
    assertThat(other.head(new Key("k")).metadata()).isEqualTo(metadata(40_001));
    delete("k");
    assertThat(other.list(new ListRequest("", "", ListRequest.Start.BEGINNING, 10)).objects())
        .extracting(object -> object.key().value())
        .containsExactly("k/below");
  }
}
