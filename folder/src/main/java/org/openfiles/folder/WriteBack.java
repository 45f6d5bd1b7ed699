package org.openfiles.folder;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.openfiles.posix.Fd;

/// Sends a file that is being written on its way to the disk while more of it arrives, so that not
/// all of that is left to the sync at the end. Nobody waits for it: a disk that is slower than the
/// client is given larger portions.
final class WriteBack {
  /// Enough for the disk to work well, and little beside what an upload may be.
  private static final long PORTION = 1 << 20;

  private final Fd file;
  private final boolean enabled;
  private @Nullable Future<?> running;
  private long started;

  WriteBack(Fd file, boolean enabled) {
    this.file = file;
    this.enabled = enabled;
  }

  /// The file is complete up to here.
  void written(long size) {
    if (enabled && size - started >= PORTION && (running == null || running.isDone())) {
      running = file.startWriteBack(started, size - started);
      started = size;
    }
  }
}
