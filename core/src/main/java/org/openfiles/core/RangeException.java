package org.openfiles.core;

import java.nio.file.FileSystemException;

/// A range that begins past the end of the object, or a part that it doesn't have.
public final class RangeException extends FileSystemException {
  private static final long serialVersionUID = 1;

  private final transient ObjectInfo info;

  public RangeException(ObjectInfo info, ByteRange range) {
    super(
        info.key().value(), null, "range not satisfiable: range=" + range + " size=" + info.size());
    this.info = info;
  }

  /// The object that was opened, so that a door can judge its conditions before the range.
  public ObjectInfo info() {
    return info;
  }
}
