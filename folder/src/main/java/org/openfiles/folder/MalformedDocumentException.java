package org.openfiles.folder;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Metadata on the disk that is not ours, or damaged.
final class MalformedDocumentException extends IOException {
  private static final long serialVersionUID = 1;

  MalformedDocumentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
