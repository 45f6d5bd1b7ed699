package org.openfiles.folder;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openfiles.posix.FileName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says once of each directory that its objects are left out of listings, since the operating
/// system does not let us look into it (such as `lost+found`).
final class Unreadable {
  private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);

  /// Enough to be noticed.
  private static final int TOLD_MAX = 1000;

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  void tell(byte[] path) {
    String name = FileName.display(path);
    if (told.size() < TOLD_MAX && told.add(name)) {
      LOG.warn("directory is not listed: permission denied path={}", name);
    }
  }
}
