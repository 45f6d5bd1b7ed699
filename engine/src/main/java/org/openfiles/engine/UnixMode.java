package org.openfiles.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.FileKind;

/// Kind and permission bits as `st_mode` has them (POSIX.1-2024, `<sys/stat.h>`, with the numbers
/// of Linux), in the texts that tools write.
///
/// @param value without a kind where a tool wrote none
record UnixMode(int value) {
  private static final int TYPES = 0170000;
  private static final int BITS = 07777;
  private static final int MAX = 0177777;

  static UnixMode of(FileKind kind, int bits) {
    return new UnixMode(type(kind) | bits);
  }

  /// As Amazon's tools write it: octal.
  static Optional<UnixMode> octal(@Nullable String text) {
    return number(text, 8);
  }

  /// As s3fs and rclone write it. s3fs writes decimal digits, rclone octal ones; no number is a
  /// kind that we know in both, and one without a kind is octal if it begins with 0.
  static Optional<UnixMode> decimalOrOctal(@Nullable String text) {
    if (text != null && text.startsWith("0")) {
      return number(text, 8);
    }
    Optional<UnixMode> decimal = number(text, 10);
    if (decimal.isPresent() && (decimal.get().value <= BITS || decimal.get().kind().isPresent())) {
      return decimal;
    }
    return number(text, 8).filter(mode -> mode.kind().isPresent());
  }

  private static Optional<UnixMode> number(@Nullable String text, int radix) {
    try {
      return text == null
          ? Optional.empty()
          : Optional.of(new UnixMode(Integer.parseInt(text, radix)))
              .filter(mode -> mode.value >= 0 && mode.value <= MAX);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// Octal, as Amazon's tools write it; s3fs and rclone read that too.
  String text() {
    return "0" + Integer.toOctalString(value);
  }

  int bits() {
    return value & BITS;
  }

  /// The kind; empty where none is said, or one that no tree has (a device).
  Optional<FileKind> kind() {
    for (FileKind kind : FileKind.values()) {
      if (type(kind) == (value & TYPES)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static int type(FileKind kind) {
    return switch (kind) {
      case FILE -> 0100000;
      case DIRECTORY -> 0040000;
      case SYMLINK -> 0120000;
      case FIFO -> 0010000;
      case SOCKET -> 0140000;
    };
  }
}
