package org.openfiles.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.openfiles.posix.Directory;
import org.openfiles.posix.Fd;
import org.openfiles.posix.OpenFlag;
import org.openfiles.posix.RenameMode;

/// Files that are read and replaced as a whole: documents.
final class SmallFiles {
  private final Temporaries temporaries;
  private final boolean fsync;

  SmallFiles(Temporaries temporaries, boolean fsync) {
    this.temporaries = temporaries;
    this.fsync = fsync;
  }

  static Optional<byte[]> read(Directory directory, byte[] name) throws IOException {
    Optional<Fd> found = directory.openFileIfPresent(name, OpenFlag.READ, OpenFlag.NOFOLLOW);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Fd file = found.get()) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.status().size()));
      while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {}
      return Optional.of(Arrays.copyOf(bytes.array(), bytes.position()));
    }
  }

  /// Replaces a document, atomically and on the disk.
  void write(Directory directory, byte[] name, byte[] content) throws IOException {
    try (TempFile temporary = temporaries.create()) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        temporary.file().write(bytes, bytes.position());
      }
      if (fsync) {
        temporary.file().sync();
      }
      temporary.publish(directory, name, RenameMode.REPLACE);
    }
    if (fsync) {
      directory.sync();
    }
  }
}
