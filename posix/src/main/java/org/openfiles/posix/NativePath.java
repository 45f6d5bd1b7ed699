package org.openfiles.posix;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;

/// The bytes that a [Path] stands for, as the kernel gets them from the JDK.
///
/// They are kept inside the path and depend on the locale of the start; only its URI shows them.
final class NativePath {
  private NativePath() {}

  /// The absolute path, without the slash that the URI of a directory ends with.
  static byte[] bytes(Path path) {
    if (!path.getFileSystem().equals(FileSystems.getDefault())) {
      throw new ProviderMismatchException();
    }
    byte[] quoted = path.toUri().getRawPath().getBytes(StandardCharsets.US_ASCII);
    int end = quoted.length;
    if (end > 1 && quoted[end - 1] == '/') {
      end--;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(quoted.length);
    for (int i = 0; i < end; i++) {
      if (quoted[i] == '%') {
        bytes.write((Character.digit(quoted[i + 1], 16) << 4) | Character.digit(quoted[i + 2], 16));
        i += 2;
      } else {
        bytes.write(quoted[i]);
      }
    }
    return bytes.toByteArray();
  }
}
