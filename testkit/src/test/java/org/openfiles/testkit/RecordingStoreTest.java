package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openfiles.core.Key;
import org.openfiles.core.MemoryStore;
import org.openfiles.core.MultipartStore;
import org.openfiles.testkit.RecordingStore.Entry;

/// A store that is recorded is the same store.
class RecordingStoreTest extends MultipartStoreContract {
  private final RecordingStore recording =
      new RecordingStore(new MemoryStore(InstantSource.system(), new Random(1)));

  @Override
  protected MultipartStore open() {
    return recording;
  }

  @Test
  void everyRequestIsRememberedAlsoOneThatFails() throws IOException {
    put("a", "1");
    text("a");
    assertThatThrownBy(() -> store().head(new Key("absent")))
        .isInstanceOf(NoSuchFileException.class);
    list("p/", "/");

    assertThat(recording.entries())
        .containsExactly(
            new Entry(Verb.PUT, "a"),
            new Entry(Verb.GET, "a"),
            new Entry(Verb.HEAD, "absent"),
            new Entry(Verb.LIST, "p/"));
    assertThat(recording.count(Verb.GET)).isEqualTo(1);
    recording.forget();
    assertThat(recording.entries()).isEmpty();
  }
}
