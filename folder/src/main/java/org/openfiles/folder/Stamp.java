package org.openfiles.folder;

import org.openfiles.posix.FileStatus;

/// The state of a directory: its names are the same as long as this is, if the file system's clock
/// went on meanwhile.
record Stamp(long device, long inode, long modifiedNanos, long changedNanos) {
  private static final long SECOND = 1_000_000_000L;

  /// The kernel stamps changes with the time of its last tick, which is 10 ms ago at the most; some
  /// network file systems are somewhat coarser.
  private static final long TICK = 50_000_000L;

  /// FAT counts in steps of two seconds, and other old file systems in seconds.
  private static final long COARSE_TICK = 2 * SECOND + TICK;

  static Stamp of(FileStatus status) {
    return new Stamp(
        status.device(), status.inode(), status.modifiedNanos(), status.changedNanos());
  }

  /// Whether every change after an instant makes another stamp. A change right after the last one
  /// may be given the same time, and whoever looked in between could not tell. The time of the last
  /// status change counts, since nobody can set that.
  boolean isSettledAt(long epochNanos) {
    long tick = changedNanos % SECOND == 0 ? COARSE_TICK : TICK;
    return changedNanos < epochNanos - tick;
  }
}
