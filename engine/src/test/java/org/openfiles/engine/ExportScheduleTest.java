package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.Durability;
import org.openfiles.core.FileHandle;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.Name;
import org.openfiles.core.UnavailableException;
import org.openfiles.testkit.FaultyStore;
import org.openfiles.testkit.FaultyStore.Fault;
import org.openfiles.testkit.FaultyStore.Rule;
import org.openfiles.testkit.RecordingStore;
import org.openfiles.testkit.Verb;

/// When what was changed reaches the store by itself.
@Timeout(180)
final class ExportScheduleTest extends VolumeTestCase {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final FaultyStore faulty = new FaultyStore(truth, new Random(3));
  private final RecordingStore recorded = new RecordingStore(faulty);

  @Override
  MultipartStore store() {
    return recorded;
  }

  @Override
  VolumeOptions options() {
    return super.options().withExportWindow(Duration.ofMillis(50));
  }

  static void await(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      Thread.sleep(2);
    }
  }

  private boolean isThere(String key) throws IOException {
    try {
      get(key);
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  private boolean wasAsked(Verb verb, String key) {
    return recorded.entries().contains(new RecordingStore.Entry(verb, key));
  }

  @Test
  void whatRestedIsExportedByItself() throws Exception {
    write("/f", "bytes");
    await(() -> volume.pending() == 0);
    assertThat(get("f")).isEqualTo("bytes");
    unlink("/f");
    await(() -> !isThere("f"));
  }

  @Test
  void slowUploadHoldsUpNobodyElse() throws Exception {
    faulty.add(Rule.once(Verb.PUT, new Fault.Delay(LONG)));
    write("/slow", "slow");
    await(() -> wasAsked(Verb.PUT, "slow"));
    for (int i = 0; i < 40; i++) {
      write("/quick" + i, "quick");
    }
    await(() -> volume.pending() == 1);
    assertThat(isThere("slow")).isFalse();
    assertThat(recorded.entries().stream().filter(entry -> entry.name().equals("slow"))).hasSize(1);
  }

  @Test
  void whatWaitsForASlowOneTakesNoPlaceFromOthers() throws Exception {
    put("d/1", "one");
    find("/d/1");
    faulty.add(Rule.once(Verb.PUT, new Fault.Delay(LONG)));
    rename("/d", "/n");
    await(() -> wasAsked(Verb.PUT, "n/1"));
    mkdir("/d");
    for (int i = 0; i < 40; i++) {
      write("/d/" + i, "waits for the object that is to be moved");
    }
    write("/quick", "quick");
    await(() -> isThere("quick"));
    assertThat(isThere("d/2")).isFalse();
  }

  @Test
  void fileThatIsWrittenToAllTheTimeIsExportedAllTheSame() throws Exception {
    write("/log", "");
    await(() -> volume.pending() == 0);
    for (int i = 0; get("log").isEmpty(); i++) {
      writeAt("/log", i, "x");
    }
    assertThat(get("log")).matches("x+");
  }

  @Test
  void exportIsOneStateOfAFileThatIsOverwrittenMeanwhile() throws Exception {
    String first = "a".repeat(700_000);
    String second = "b".repeat(600_000);
    write("/f", first);
    faulty.add(Rule.once(Verb.PUT, new Fault.Delay(Duration.ofMillis(500))));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> export = threads.submit(() -> flushed("/f"));
      await(() -> wasAsked(Verb.PUT, "f"));
      writeAt("/f", 300_000, "middle");
      tree().change(find("/f").inode(), AttributeChange.NONE.withSize(100));
      writeAt("/f", 0, second);
      export.get();
    }
    assertThat(get("f")).isEqualTo(first);
    assertThat(read("/f")).isEqualTo(second);
    await(() -> volume.pending() == 0);
    assertThat(get("f")).isEqualTo(second);
    assertThat(volume.conflicts()).isEmpty();
  }

  @Test
  void whatWasWrittenWhileItWasExportedSurvivesARestart() throws Exception {
    write("/f", "first");
    faulty.add(Rule.once(Verb.PUT, new Fault.Delay(Duration.ofMillis(300))));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        FileHandle file = tree().open(find("/f").inode())) {
      Future<?> export = threads.submit(() -> flushed("/f"));
      await(() -> wasAsked(Verb.PUT, "f"));
      file.write(0, bytes("longer than it was"));
      export.get();
      file.sync(Durability.JOURNAL);
    }
    reopen();
    assertThat(read("/f")).isEqualTo("longer than it was");
    await(() -> volume.pending() == 0);
    assertThat(get("f")).isEqualTo("longer than it was");
  }

  @Test
  void storeThatIsDownIsAskedByOneAfterTheOther() throws Exception {
    outage();
    for (int i = 0; i < 60; i++) {
      write("/f" + i, "bytes");
    }
    // Two more than can be begun before the first fails: they came alone, after pauses.
    await(() -> recorded.count(Verb.PUT) >= 18);
    assertThat(recorded.count(Verb.PUT)).isLessThan(40);
    assertThat(volume.pending()).isEqualTo(60);
    faulty.heal();
    await(() -> volume.pending() == 0);
    assertThat(keys()).hasSize(60);
  }

  @Test
  void flushGivesUpOnAStoreThatIsDown() throws Exception {
    for (int i = 0; i < 60; i++) {
      write("/f" + i, "bytes");
    }
    outage();
    assertThatThrownBy(this::flush).isInstanceOf(UnavailableException.class);
    assertThat(volume.pending()).isPositive();
    faulty.heal();
    flush();
    assertThat(volume.pending()).isZero();
  }

  private boolean flushed(String path) throws IOException {
    tree().flush(find(path).inode());
    return true;
  }

  private void outage() {
    faulty.add(
        new Rule(
            Set.of(Verb.HEAD, Verb.PUT, Verb.START), new Fault.Before(), 1, Integer.MAX_VALUE));
  }

  @Test
  void flushWalksThroughMoreThanAPortion() throws Exception {
    mkdir("/d");
    for (int i = 0; i < 1100; i++) {
      tree().create(find("/d").inode(), new Name("f" + i), OURS);
    }
    tree().flush(find("/d").inode());
    assertThat(keys()).hasSize(1101);
    assertThat(volume.pending()).isZero();
  }
}
