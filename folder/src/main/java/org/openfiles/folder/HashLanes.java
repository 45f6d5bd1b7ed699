package org.openfiles.folder;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Lanes for those who hash on a second thread. There are as many as make sense for the processors,
/// so memory is bounded however many uploads are under way; whoever finds none hashes on its own
/// thread.
final class HashLanes {
  private final BlockingQueue<HashLane> lanes;

  HashLanes(int count) {
    this.lanes = new ArrayBlockingQueue<>(count);
    for (int i = 0; i < count; i++) {
      lanes.add(new HashLane());
    }
  }

  static HashLanes forThisMachine() {
    return new HashLanes(2 * Runtime.getRuntime().availableProcessors());
  }

  @Nullable HashLane takeOrNull() {
    return lanes.poll();
  }

  void giveBack(HashLane lane) {
    lanes.add(lane);
  }
}
