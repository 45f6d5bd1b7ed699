package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Content;
import org.openfiles.core.Key;
import org.openfiles.core.MemoryStore;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;
import org.openfiles.core.UnavailableException;
import org.openfiles.testkit.FaultyStore.Fault;
import org.openfiles.testkit.FaultyStore.Rule;

class FaultyStoreTest implements StoreFixture {
  private final FaultyStore store = faulty(1);

  private static FaultyStore faulty(long seed) {
    return new FaultyStore(
        new MemoryStore(InstantSource.system(), new Random(1)), new Random(seed));
  }

  @Override
  public FaultyStore store() {
    return store;
  }

  @Test
  void requestThatFailsBeforeChangesNothingAndOneAfterwardsDoes() throws IOException {
    store.add(Rule.once(Verb.PUT, new Fault.Before()));
    assertUnavailable(() -> put("k", "1"), false);
    assertThat(keys()).isEmpty();

    store.add(Rule.once(Verb.PUT, new Fault.After()));
    assertUnavailable(() -> put("k", "2"), false);
    assertThat(text("k")).isEqualTo("2");
  }

  @Test
  void throttlingIsToldApartAndOthersPass() throws IOException {
    store.add(Rule.once(Verb.HEAD, new Fault.Throttle()));
    put("k", "1");

    assertUnavailable(() -> store.head(new Key("k")), true);
    assertThat(store.head(new Key("k")).size()).isEqualTo(1);
  }

  @Test
  void delayedRequestTakesItsTime() throws IOException {
    store.add(Rule.once(Verb.PUT, new Fault.Delay(Duration.ofMillis(50))));
    long start = System.nanoTime();

    put("k", "1");

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(50));
    assertThat(text("k")).isEqualTo("1");
  }

  @Test
  void readerIsCutOffAndItsCopyIsNot() throws IOException {
    put("k", "0123456789");
    store.add(new Rule(Set.of(Verb.GET), new Fault.CutOff(4), 1, 2));

    assertUnavailable(() -> bytes("k"), false);
    try (ObjectReader reader = store.get(new Key("k"), ByteRange.ALL, Precondition.NONE)) {
      store.put(new PutRequest(new Key("to"), new Content.Stored(reader), ObjectMetadata.EMPTY));
    }

    assertThat(text("to")).isEqualTo("0123456789");
  }

  @Test
  void sameSeedHitsTheSameRequests() {
    assertThat(hits(faulty(5))).isEqualTo(hits(faulty(5))).contains(true, false);
    assertThat(hits(faulty(5))).isNotEqualTo(hits(faulty(6)));
  }

  private static List<Boolean> hits(FaultyStore store) {
    store.add(new Rule(Set.of(Verb.PUT), new Fault.Before(), 0.5, Integer.MAX_VALUE));
    StoreFixture fixture = () -> store;
    List<Boolean> hits = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      try {
        fixture.put("k", "x");
        hits.add(false);
      } catch (IOException _) {
        hits.add(true);
      }
    }
    return hits;
  }

  @Test
  void healedStoreWorks() throws IOException {
    store.add(new Rule(Set.of(Verb.values()), new Fault.Before(), 1, Integer.MAX_VALUE));
    assertUnavailable(() -> put("k", "1"), false);

    store.heal();

    put("k", "2");
    assertThat(text("k")).isEqualTo("2");
  }

  private static void assertUnavailable(PutContract.Step<?> step, boolean throttled) {
    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(
            UnavailableException.class, e -> assertThat(e.throttled()).isEqualTo(throttled));
  }
}
