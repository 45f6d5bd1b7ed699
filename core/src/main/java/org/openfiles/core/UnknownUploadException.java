package org.openfiles.core;

import java.nio.file.NoSuchFileException;

/// There is no such multipart upload of that key: never begun, completed or aborted.
public final class UnknownUploadException extends NoSuchFileException {
  private static final long serialVersionUID = 1;

  public UnknownUploadException(Key key, UploadId id) {
    super(key.value(), null, "no such multipart upload: id=" + id.value());
  }
}
