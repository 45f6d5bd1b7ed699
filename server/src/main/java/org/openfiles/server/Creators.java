package org.openfiles.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openfiles.core.Creator;

/// On whose behalf this process makes entries.
public final class Creators {
  private static final Path SELF = Path.of("/proc/self");
  private static final int UMASK = 022;

  private Creators() {}

  /// The user that the process runs as.
  public static Creator thisProcess() throws IOException {
    return new Creator(
        (int) Files.getAttribute(SELF, "unix:uid"),
        (int) Files.getAttribute(SELF, "unix:gid"),
        UMASK);
  }
}
