package org.openfiles.store.azure;

import java.io.IOException;
import org.openfiles.core.Key;

/// What was looked at has been replaced before it was read.
final class MovedException extends IOException {
  private static final long serialVersionUID = 1;

  MovedException(Key key) {
    super("replaced between two requests: key=" + key);
  }
}
