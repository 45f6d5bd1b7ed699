package org.openfiles.core;

import java.nio.file.FileSystemException;

/// The store can't serve this now; the same call may succeed later.
public final class UnavailableException extends FileSystemException {
  private static final long serialVersionUID = 1;

  private final boolean throttled;

  public UnavailableException(String file, String reason, boolean throttled) {
    super(file, null, reason);
    this.throttled = throttled;
  }

  /// Whether the store asked for fewer calls, rather than being out of order.
  public boolean throttled() {
    return throttled;
  }
}
