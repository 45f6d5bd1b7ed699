package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Durability;
import org.openfiles.core.FileHandle;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;
import org.openfiles.core.Slice;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.TestBytes;

final class LargeFileTest extends VolumeTestCase {
  private static final int MIB = 1 << 20;

  @Test
  void smallEditOfALargeObjectSendsWhatChanged() throws IOException {
    byte[] bytes = TestBytes.random(40 * MIB, 1);
    truth.put(new PutRequest(new Key("big"), ArrivingBytes.of(bytes), ObjectMetadata.EMPTY));
    byte[] patch = TestBytes.random(100, 2);
    System.arraycopy(patch, 0, bytes, 20 * MIB, patch.length);
    try (FileHandle file = tree().open(find("/big").inode())) {
      file.write(20 * MIB, ByteBuffer.wrap(patch));
      file.sync(Durability.JOURNAL);
    }
    flush();
    try (ObjectReader reader = truth.get(new Key("big"), ByteRange.ALL, Precondition.NONE)) {
      assertThat(Arrays.equals(TestBytes.read(reader), bytes)).isTrue();
    }
    // 0-16 copied, 16-24 sent, 24-40 copied.
    assertThat(truth.parts(new Key("big"))).hasSize(3);
    assertThat(volume.conflicts()).isEmpty();
  }

  @Test
  void planCopiesWhatIsUntouched() {
    PartPlan plan = PartPlan.of(100L * MIB, 90L * MIB, List.of(new Slice(30L * MIB, 10)));
    assertThat(plan.copies()).isTrue();
    assertThat(plan.parts())
        .containsExactly(
            new PartPlan.Part(new Slice(0, 24L * MIB), true),
            new PartPlan.Part(new Slice(24L * MIB, 8L * MIB), false),
            new PartPlan.Part(new Slice(32L * MIB, 56L * MIB), true),
            new PartPlan.Part(new Slice(88L * MIB, 8L * MIB), false),
            new PartPlan.Part(new Slice(96L * MIB, 4L * MIB), false));
  }

  @Test
  void planOfASmallFileIsOnePart() {
    assertThat(PartPlan.of(5 * MIB, 5 * MIB, List.of(new Slice(0, 1))).copies()).isFalse();
    assertThat(PartPlan.of(0, 0, List.of()).copies()).isFalse();
  }
}
