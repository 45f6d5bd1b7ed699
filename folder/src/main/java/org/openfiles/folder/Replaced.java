package org.openfiles.folder;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.posix.Fd;
import org.openfiles.posix.OpenFlag;

/// A file that is about to lose its name, held open where it may have sidecars: these are found by
/// its inode, which must not be given to another file before they are gone.
record Replaced(FileMetadata metadata, SidecarPlace sidecar, Optional<Fd> file)
    implements AutoCloseable {

  static Replaced pin(Interior interior, SidecarPlace sidecar, Target target) throws IOException {
    boolean pinned =
        target.occupant() instanceof Occupant.File && sidecar.directory().ifPresent().isPresent();
    Optional<Fd> file =
        pinned
            ? interior.root().openFileIfPresent(target.place().path(), OpenFlag.PATH)
            : Optional.empty();
    return new Replaced(interior.metadata(), sidecar, file);
  }

  static Replaced pin(FileMetadata metadata, UploadFolder folder, int number) throws IOException {
    Optional<Fd> file =
        folder
            .directory()
            .openFileIfPresent(UploadFolder.name(number), OpenFlag.PATH, OpenFlag.NOFOLLOW);
    return new Replaced(metadata, folder.sidecar(number), file);
  }

  void dropSidecars() throws IOException {
    if (file.isPresent()) {
      metadata.dropSidecars(sidecar, file.get().status().inode());
    }
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
