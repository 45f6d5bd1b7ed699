package org.openfiles.folder;

import java.io.IOException;
import org.openfiles.posix.Fd;

/// Sends a file that is being written on its way to the disk while more of it arrives, so that not
/// all of that is left to the sync at the end.
final class WriteBack {
  /// Enough for the disk to work well, and little beside what an upload may be.
  private static final long PORTION = 1 << 20;

  private final Fd file;
  private final boolean enabled;
  private long started;

  WriteBack(Fd file, boolean enabled) {
    this.file = file;
    this.enabled = enabled;
  }

  /// The file is complete up to here.
  void written(long size) throws IOException {
    if (enabled && size - started >= PORTION) {
      file.startWriteBack(started, size - started);
      started = size;
    }
  }

  /// The file is complete.
  void finished(long size) throws IOException {
    if (started > 0 && size > started) {
      file.startWriteBack(started, size - started);
    }
  }
}
