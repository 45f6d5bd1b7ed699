package org.openfiles.core;

import java.io.IOException;
import java.time.Duration;

/// A volume as the doors for files see it: its tree, and the care of what is kept of it here.
public interface FileVolume {
  String name();

  FileTree files();

  /// Where a change has to be before it is answered, unless somebody asks for something else.
  default Durability acknowledgement() {
    return Durability.JOURNAL;
  }

  /// What happens to it, through whatever door.
  ChangeFeed changes();

  /// Returns when every verb on the tree that returned before is on this node's disk: it survives
  /// the end of the process and the loss of power.
  void sync() throws IOException;

  /// Returns when everything that was dirty at its start is in the store, or is in the report.
  FlushReport flush() throws IOException;

  /// Drops the bytes that nobody read for as long as the volume is configured to keep them.
  /// Attributes stay, and so does what the store doesn't have yet.
  ExpireReport expire() throws IOException;

  /// As [#expire()], of what nobody read for that long.
  ExpireReport expire(Duration unread) throws IOException;
}
