package org.openfiles.testkit;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.openfiles.core.ExpireReport;
import org.openfiles.core.FileVolume;
import org.openfiles.core.FlushReport;
import org.openfiles.core.Inode;

/// A volume whose files are in memory alone.
public record MemoryFileVolume(String name, MemoryTree files, MemoryFeed changes)
    implements FileVolume {
  public MemoryFileVolume(String name, InstantSource clock) {
    this(name, new MemoryTree(clock), new MemoryFeed());
  }

  @Override
  public void sync() {}

  @Override
  public FlushReport flush() throws IOException {
    return new FlushReport(files.flushed(Inode.ROOT), List.of());
  }

  @Override
  public ExpireReport expire() {
    return expire(Duration.ofDays(30));
  }

  /// There is no cache: nothing is dropped.
  @Override
  public ExpireReport expire(Duration unread) {
    return new ExpireReport(0, 0);
  }
}
