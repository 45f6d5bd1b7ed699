package org.openfiles.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random changes, a third of which throw, against a map of the JDK.
class ModelTest extends DatabaseTestCase {
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theDatabaseIsAnOrderedMapOfWhatDidNotThrow(long seed) throws IOException {
    Random random = new Random(seed);
    TreeMap<String, String> model = new TreeMap<>();
    for (int round = 0; round < 60; round++) {
      List<Pending<String>> pending = new ArrayList<>();
      int changes = 1 + random.nextInt(20);
      for (int i = 0; i < changes; i++) {
        long changeSeed = random.nextLong();
        pending.add(database().submit(transaction -> apply(changeSeed, transaction, model)));
      }
      for (Pending<String> change : pending) {
        try {
          assertThat(change.await()).isEqualTo("done");
        } catch (Refused e) {
          // As it was meant to be.
        }
      }
      assertThat(entries()).isEqualTo(entries(model));
      if (round % 20 == 19) {
        reopen();
      }
    }
  }

  /// Changes run one after the other, so the model is theirs, too.
  private String apply(long seed, Transaction transaction, Map<String, String> model)
      throws IOException {
    Random random = new Random(seed);
    TreeMap<String, String> changed = new TreeMap<>(model);
    boolean fails = random.nextInt(3) == 0;
    int steps = random.nextInt(fails || random.nextInt(10) > 0 ? 8 : 300);
    for (int i = 0; i < steps; i++) {
      String key = "k".repeat(1 + random.nextInt(3) * 100) + random.nextInt(200);
      switch (random.nextInt(4)) {
        case 0 ->
            assertThat(transaction.delete(table(), bytes(key)))
                .isEqualTo(changed.remove(key) != null);
        case 1 -> assertThat(get(transaction, key)).isEqualTo(changed.get(key));
        default -> {
          String value = "v".repeat(random.nextInt(random.nextInt(10) == 0 ? 20_000 : 300)) + i;
          transaction.put(table(), bytes(key), bytes(value));
          changed.put(key, value);
        }
      }
    }
    if (random.nextInt(5) == 0) {
      assertThat(entries(transaction)).isEqualTo(entries(changed));
    }
    if (fails) {
      throw new Refused();
    }
    model.clear();
    model.putAll(changed);
    return "done";
  }

  private static List<String> entries(Map<String, String> model) {
    return model.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
  }
}
