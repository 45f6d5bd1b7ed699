package org.openfiles.posix;

import org.jspecify.annotations.Nullable;

/// Where a descriptor came from: kept to name the file in a message, never to open it again.
final class Origin {
  private final @Nullable Origin parent;
  private final byte[] name;

  private Origin(@Nullable Origin parent, byte[] name) {
    this.parent = parent;
    this.name = name;
  }

  static Origin root(byte[] path) {
    return new Origin(null, path);
  }

  Origin child(byte[] relative) {
    return new Origin(this, relative);
  }

  @Override
  public String toString() {
    if (parent == null) {
      return FileName.display(name);
    }
    String above = parent.toString();
    if (name.length == 0) {
      return above;
    }
    return above + (above.endsWith("/") ? "" : "/") + FileName.display(name);
  }
}
