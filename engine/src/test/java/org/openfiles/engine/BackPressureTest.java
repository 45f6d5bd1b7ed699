package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openfiles.core.Durability;
import org.openfiles.core.FileHandle;

/// Writers wait for exports when a cache is full of what the store does not have.
@Timeout(180)
final class BackPressureTest extends VolumeTestCase {
  private static final int MIB = 1 << 20;

  @Override
  VolumeOptions options() {
    return super.options().withCapacityBytes(4 * MIB).withDirtyWait(Duration.ofMinutes(2));
  }

  @Test
  void writerGoesOnWhenExportsMakeRoom() throws Exception {
    write("/a", "");
    writeAt("/a", 0, "x".repeat(3 * MIB));
    write("/b", "");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writer = threads.submit(this::writeB);
      flush();
      writer.get();
    }
    assertThat(read("/b")).hasSize(2 * MIB);
    flush();
    assertThat(get("a")).hasSize(3 * MIB);
    assertThat(get("b")).hasSize(2 * MIB);
  }

  private boolean writeB() throws IOException {
    try (FileHandle file = tree().open(find("/b").inode())) {
      file.write(0, ByteBuffer.allocate(2 * MIB));
      file.sync(Durability.JOURNAL);
    }
    return true;
  }
}
