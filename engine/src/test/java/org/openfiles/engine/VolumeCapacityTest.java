package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openfiles.core.FileHandle;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.NoSpaceException;
import org.openfiles.testkit.FaultyStore;
import org.openfiles.testkit.FaultyStore.Fault;
import org.openfiles.testkit.FaultyStore.Rule;
import org.openfiles.testkit.RecordingStore;
import org.openfiles.testkit.Verb;

/// A volume whose cache is small.
@Timeout(180)
final class VolumeCapacityTest extends VolumeTestCase {
  private static final int MIB = 1 << 20;

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
        .withCapacityBytes(4 * MIB)
        .withDirtyWait(Duration.ofMillis(200))
        .withImportRules(List.of(new ImportRule("", ImportRule.Trigger.ON_FILE_ACCESS, 0)));
  }

  private void fill(String path, int bytes) throws IOException {
    write(path, "");
    writeAt(path, 0, "x".repeat(bytes));
  }

  @Test
  void exportedBytesMakeRoomLeastRecentlyUsedFirst() throws IOException {
    for (int i = 0; i < 8; i++) {
      fill("/f" + i, MIB);
      flush();
    }
    recorded.forget();
    assertThat(read("/f7")).hasSize(MIB);
    assertThat(recorded.count(Verb.GET)).isZero();
    assertThat(read("/f0")).hasSize(MIB);
    assertThat(recorded.count(Verb.GET)).isPositive();
  }

  @Test
  void whatTheStoreDoesNotHaveIsNeverEvicted() throws IOException {
    put("theirs", "y".repeat(2 * MIB));
    fill("/a", 2 * MIB);
    fill("/b", MIB);
    assertThat(read("/theirs")).hasSize(2 * MIB);
    recorded.forget();
    assertThat(read("/a")).isEqualTo("x".repeat(2 * MIB));
    assertThat(read("/b")).isEqualTo("x".repeat(MIB));
    assertThat(recorded.count(Verb.GET)).isZero();
  }

  @Test
  void fullOfWhatTheStoreDoesNotHaveRefusesWritesAndLosesNothing() throws IOException {
    fill("/a", 3 * MIB);
    faulty.add(new Rule(Set.of(Verb.PUT), new Fault.Before(), 1, Integer.MAX_VALUE));
    write("/b", "small");
    try (FileHandle b = tree().open(find("/b").inode())) {
      assertThatThrownBy(() -> b.write(0, ByteBuffer.allocate(2 * MIB)))
          .isInstanceOf(NoSpaceException.class)
          .hasMessageContaining("exported");
      ByteBuffer read = ByteBuffer.allocate(10);
      assertThat(b.read(0, read)).isEqualTo(5);
    }
    reopen();
    assertThat(read("/a")).isEqualTo("x".repeat(3 * MIB));
    assertThat(read("/b")).isEqualTo("small");
    faulty.heal();
    flush();
    fill("/b", 2 * MIB);
    assertThat(read("/b")).hasSize(2 * MIB);
  }
}
