package org.openfiles.folder;

import java.util.List;

/// Where a file lies: names on the disk, from the root of the bucket.
///
/// @param names those of the directories on the way, outermost first, and that of the file
record Place(List<byte[]> names) {
  Place {
    names = List.copyOf(names);
  }

  /// The names of the directories on the way, outermost first; none for a file in the root.
  List<byte[]> directories() {
    return names.subList(0, names.size() - 1);
  }

  /// The name of the file in the last of the directories.
  byte[] name() {
    return names.getLast();
  }

  /// The relative path of the directory; empty for the root.
  byte[] directory() {
    return Slashes.join(directories());
  }

  /// The relative path of the file.
  byte[] path() {
    return Slashes.join(names);
  }
}
