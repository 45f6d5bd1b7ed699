package org.openfiles.cli;

import java.util.Optional;
import org.openfiles.core.FileKind;

/// What a command shows of a file, a directory or a link.
///
/// @param modified in the form of ISO 8601
/// @param state how it stands to its object: `clean`, `dirty` or `local-only`
/// @param target where a link leads
record Entry(
    String path,
    FileKind kind,
    long size,
    int mode,
    int uid,
    int gid,
    int links,
    String modified,
    String state,
    Optional<String> target) {

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  boolean isDirectory() {
    return kind == FileKind.DIRECTORY;
  }

  /// As `ls -l` has it, such as `-rw-r--r--`.
  String permissions() {
    StringBuilder text = new StringBuilder();
    text.append(
        switch (kind) {
          case FILE -> '-';
          case DIRECTORY -> 'd';
          case SYMLINK -> 'l';
          case FIFO -> 'p';
          case SOCKET -> 's';
        });
    String letters = "rwxrwxrwx";
    for (int bit = 0; bit < 9; bit++) {
      text.append((mode & (0400 >> bit)) == 0 ? '-' : letters.charAt(bit));
    }
    special(text, 3, 04000, 's');
    special(text, 6, 02000, 's');
    special(text, 9, 01000, 't');
    return text.toString();
  }

  private void special(StringBuilder text, int place, int bit, char letter) {
    if ((mode & bit) != 0) {
      text.setCharAt(place, text.charAt(place) == 'x' ? letter : Character.toUpperCase(letter));
    }
  }
}
