package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openfiles.core.FileHandle;
import org.openfiles.core.Key;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PutRequest;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.FaultyStore;
import org.openfiles.testkit.FaultyStore.Fault;
import org.openfiles.testkit.FaultyStore.Rule;
import org.openfiles.testkit.RecordingStore;
import org.openfiles.testkit.TestBytes;
import org.openfiles.testkit.Verb;

/// What is fetched before somebody reads it.
@Timeout(180)
final class PrefetchTest extends VolumeTestCase {
  private static final int KIB = 1 << 10;

  private final FaultyStore faulty = new FaultyStore(truth, new Random(3));
  private final RecordingStore recorded = new RecordingStore(faulty);

  @Override
  MultipartStore store() {
    return recorded;
  }

  @Override
  VolumeOptions options() {
    return super.options()
        .withListingTtl(Duration.ofHours(1))
        .withCapacityBytes(4 << 20)
        .withImportRules(
            List.of(
                new ImportRule("lazy/", ImportRule.Trigger.ON_FILE_ACCESS, 1 << 20),
                new ImportRule(
                    "lazy/eager/", ImportRule.Trigger.ON_DIRECTORY_FIRST_ACCESS, 50 * KIB)));
  }

  private void put(String key, int bytes) throws IOException {
    truth.put(
        new PutRequest(
            new Key(key), ArrivingBytes.of(TestBytes.random(bytes, 1)), ObjectMetadata.EMPTY));
  }

  private void await(Callable<Boolean> condition) throws Exception {
    ExportScheduleTest.await(condition);
  }

  private List<String> fetched() {
    return recorded.entries().stream()
        .filter(entry -> entry.verb() == Verb.GET)
        .map(RecordingStore.Entry::name)
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void smallFilesComeWithTheFirstListing() throws Exception {
    put("d/a", 1000);
    put("d/b", 128 * KIB - 1);
    put("d/c", 128 * KIB);
    put("d/empty", 0);
    put("lazy/eager/a", 50 * KIB - 1);
    put("lazy/eager/b", 50 * KIB);
    put("lazy/a", 1000);
    list("/d");
    list("/lazy");
    list("/lazy/eager");
    await(() -> fetched().equals(List.of("d/a", "d/b", "lazy/eager/a")));
    await(() -> isCached("/d/b"));
  }

  /// Whether it is read without asking.
  private boolean isCached(String path) throws IOException {
    recorded.forget();
    return !read(path).isEmpty() && recorded.count(Verb.GET) == 0;
  }

  @Test
  void listingWaitsForNoFile() throws Exception {
    put("d/a", 1000);
    faulty.add(Rule.once(Verb.GET, new Fault.Delay(Duration.ofMinutes(10))));
    assertThat(list("/d")).containsExactly("a");
    await(() -> fetched().equals(List.of("d/a")));
  }

  @Test
  void fileThatIsOpenedComesWhole() throws Exception {
    put("lazy/a", 700 * KIB);
    list("/lazy");
    assertThat(fetched()).isEmpty();
    try (FileHandle _ = tree().open(find("/lazy/a").inode())) {
      await(() -> isCached("/lazy/a"));
    }
  }

  @Test
  void nothingIsEvictedForWhatNobodyAskedFor() throws Exception {
    for (int i = 0; i < 40; i++) {
      put("d/%02d".formatted(i), 100 * KIB);
    }
    write("/used", "z".repeat(3 << 20));
    flush();
    list("/d");
    await(() -> recorded.count(Verb.GET) >= 8);
    recorded.forget();
    assertThat(read("/used")).hasSize(3 << 20);
    assertThat(recorded.entries()).doesNotContain(new RecordingStore.Entry(Verb.GET, "used"));
  }
}
