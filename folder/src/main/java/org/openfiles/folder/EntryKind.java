package org.openfiles.folder;

/// What a name in a directory may be to a listing. Where one token has several, they are tried in
/// this order.
enum EntryKind {
  FILE(0),
  /// A symbolic link, or a name of which the file system doesn't tell the kind: perhaps a file.
  UNCERTAIN_FILE(1),
  /// The file of a key whose name is taken.
  CLASH(2),
  UNCERTAIN_CLASH(3),
  DIRECTORY(4),
  UNCERTAIN_DIRECTORY(5);

  private static final EntryKind[] BY_NUMBER = values();

  private final byte number;

  EntryKind(int number) {
    this.number = (byte) number;
  }

  /// Stands for it where memory is scarce, in the same order.
  byte number() {
    return number;
  }

  static EntryKind ofNumber(byte number) {
    return BY_NUMBER[number];
  }

  boolean isDirectory() {
    return this == DIRECTORY || this == UNCERTAIN_DIRECTORY;
  }

  boolean isCertain() {
    return this == FILE || this == CLASH || this == DIRECTORY;
  }

  NameRole role() {
    return switch (this) {
      case FILE, UNCERTAIN_FILE -> NameRole.FILE;
      case CLASH, UNCERTAIN_CLASH -> NameRole.CLASH;
      case DIRECTORY, UNCERTAIN_DIRECTORY -> NameRole.DIRECTORY;
    };
  }
}
