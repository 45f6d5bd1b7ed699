package org.openfiles.store.azure;

import java.io.IOException;

/// What was to be copied is not any more what it was.
final class SourceChangedException extends IOException {
  private static final long serialVersionUID = 1;

  SourceChangedException(String key, Exception cause) {
    super("source changed while it was copied: target=" + key, cause);
  }
}
