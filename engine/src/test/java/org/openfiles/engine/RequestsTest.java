package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openfiles.core.MultipartStore;
import org.openfiles.testkit.RecordingStore;
import org.openfiles.testkit.Verb;

/// What a volume asks of its store, counted.
final class RequestsTest extends VolumeTestCase {
  private final RecordingStore recorded = new RecordingStore(truth);

  @Override
  MultipartStore store() {
    return recorded;
  }

  @Override
  VolumeOptions options() {
    return super.options()
        .withListingTtl(Duration.ofHours(1))
        .withImportRules(List.of(new ImportRule("", ImportRule.Trigger.ON_FILE_ACCESS, 0)));
  }

  private void fill(int directories, int files) throws IOException {
    for (int i = 0; i < directories; i++) {
      for (int k = 0; k < files; k++) {
        put("d%03d/f%05d".formatted(i, k), "x");
      }
    }
    recorded.forget();
  }

  @Test
  void listingCostsItsPagesAndNothingPerEntry() throws IOException {
    fill(3, 2500);
    assertThat(list("/")).hasSize(3);
    assertThat(recorded.entries()).hasSize(1);
    assertThat(list("/d001")).hasSize(2500);
    assertThat(recorded.count(Verb.LIST)).isEqualTo(4);
    // The directory itself was looked at, and might have had a marker.
    assertThat(recorded.count(Verb.HEAD)).isEqualTo(1);
    assertThat(recorded.entries()).hasSize(5);
    assertThat(list("/d001")).hasSize(2500);
    assertThat(recorded.entries()).hasSize(5);
  }

  @Test
  void whatWasReadIsReadAgainWithoutAsking() throws IOException {
    put("f", "bytes");
    assertThat(read("/f")).isEqualTo("bytes");
    recorded.forget();
    assertThat(read("/f")).isEqualTo("bytes");
    assertThat(find("/f").size()).isEqualTo(5);
    assertThat(recorded.entries()).isEmpty();
  }

  @Test
  void renameOfADirectoryAsksNothing() throws IOException {
    fill(1, 2500);
    list("/d000");
    recorded.forget();
    rename("/d000", "/moved");
    assertThat(list("/moved")).hasSize(2500);
    assertThat(recorded.count(Verb.PUT)).isZero();
    assertThat(recorded.count(Verb.DELETE)).isZero();
    flush();
    assertThat(keys()).hasSize(2500).allMatch(key -> key.startsWith("moved/"));
  }

  @Test
  void newFileIsOneUpload() throws IOException {
    list("/");
    recorded.forget();
    write("/f", "new");
    flush();
    assertThat(recorded.entries()).containsExactly(new RecordingStore.Entry(Verb.PUT, "f"));
  }
}
