package org.openfiles.core;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// What happened to a volume, in one order. Changes are kept for a while, so that a reader who was
/// away can go on where it was.
public interface ChangeFeed {
  /// The sequence of the newest change; 0 where there was none.
  long newest() throws IOException;

  /// The sequence from which on every change is still kept. A reader whose last one is before it
  /// has missed some, and has to look at the tree itself.
  long oldest() throws IOException;

  /// Changes after a sequence, ascending.
  ///
  /// @param limit how many are looked at, at the most
  Page after(long sequence, int limit) throws IOException;

  /// Waits for a change after a sequence. Answers whether there is one.
  boolean await(long sequence, Duration patience) throws IOException, InterruptedException;

  /// Some changes.
  ///
  /// @param last up to which sequence this page speaks: where the next one begins
  record Page(List<Change> changes, long last) {
    public Page {
      changes = List.copyOf(changes);
    }
  }
}
