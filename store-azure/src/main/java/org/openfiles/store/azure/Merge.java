package org.openfiles.store.azure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Key;

/// Several runs as one. A run is begun when it may have the next entry, and not before.
final class Merge implements Run {
  private final List<Lane> lanes = new ArrayList<>();

  /// A run that may not have been begun.
  private static final class Lane {
    private final Supplier<Run> opener;
    private @Nullable Run run;

    /// Nothing of it is less.
    private String floor;

    Lane(String floor, Supplier<Run> opener) {
      this.floor = floor;
      this.opener = opener;
    }

    Run run() {
      if (run == null) {
        run = opener.get();
      }
      return run;
    }
  }

  /// @param floor nothing of the run is less
  void add(String floor, Supplier<Run> opener) {
    lanes.add(new Lane(floor, opener));
  }

  @Override
  public @Nullable Found peek() throws IOException {
    while (!lanes.isEmpty()) {
      Lane least = least();
      Found next = least.run().peek();
      if (next == null) {
        lanes.remove(least);
      } else if (next.text().equals(least.floor)) {
        return next;
      } else {
        least.floor = next.text();
      }
    }
    return null;
  }

  private Lane least() {
    Lane least = lanes.getFirst();
    for (Lane lane : lanes) {
      if (Key.compare(lane.floor, least.floor) < 0) {
        least = lane;
      }
    }
    return least;
  }

  @Override
  public void take() {
    least().run().take();
  }

  @Override
  public void skip(String prefix) throws IOException {
    for (Lane lane : lanes) {
      if (lane.run != null) {
        lane.run.skip(prefix);
      }
    }
  }
}
