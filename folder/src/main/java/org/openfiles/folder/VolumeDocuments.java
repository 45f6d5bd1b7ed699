package org.openfiles.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openfiles.posix.Directory;
import org.openfiles.posix.FileName;

/// Documents about a volume as a whole, one file each.
final class VolumeDocuments {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  private final Interior interior;

  VolumeDocuments(Interior interior) {
    this.interior = interior;
  }

  Optional<String> read(String name) throws IOException {
    byte[] file = file(name);
    Optional<Directory> directory = interior.reserved().volume().ifPresent();
    return directory.isEmpty()
        ? Optional.empty()
        : SmallFiles.read(directory.get(), file)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  void write(String name, Optional<String> document) throws IOException {
    byte[] file = file(name);
    if (document.isPresent()) {
      byte[] bytes = document.get().getBytes(StandardCharsets.UTF_8);
      interior.documents().write(interior.reserved().volume().make(), file, bytes);
      return;
    }
    Optional<Directory> directory = interior.reserved().volume().ifPresent();
    if (directory.isPresent()) {
      try {
        directory.get().unlink(file);
        interior.sync(directory.get());
      } catch (NoSuchFileException _) {
        // There was none.
      }
    }
  }

  private static byte[] file(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a document: " + name);
    }
    return FileName.bytes(name);
  }
}
