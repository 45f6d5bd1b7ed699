package org.openfiles.folder;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.posix.Fd;
import org.openfiles.posix.OpenFlag;

/// A file that is about to lose its name, held open for two reasons: where it may have sidecars
/// these are found by its inode, which must not be given to another file before they are gone; and
/// where it is large, to free its blocks takes long, which happens when it is let go.
record Replaced(Interior interior, SidecarPlace sidecar, Optional<Fd> file, boolean large)
    implements AutoCloseable {
  private static final long LARGE = 1 << 20;

  static Replaced pin(Interior interior, SidecarPlace sidecar, Target target) throws IOException {
    if (!(target.occupant() instanceof Occupant.File occupant)) {
      return new Replaced(interior, sidecar, Optional.empty(), false);
    }
    boolean large = occupant.status().size() >= LARGE;
    Optional<Fd> file =
        large || sidecar.directory().ifPresent().isPresent()
            ? interior.root().openFileIfPresent(target.place().path(), OpenFlag.PATH)
            : Optional.empty();
    return new Replaced(interior, sidecar, file, large);
  }

  static Replaced pin(Interior interior, UploadFolder folder, int number) throws IOException {
    Optional<Fd> file =
        folder
            .directory()
            .openFileIfPresent(UploadFolder.name(number), OpenFlag.PATH, OpenFlag.NOFOLLOW);
    boolean large = file.isPresent() && file.get().status().size() >= LARGE;
    return new Replaced(interior, folder.sidecar(number), file, large);
  }

  void dropSidecars() throws IOException {
    if (file.isPresent()) {
      interior.metadata().dropSidecars(sidecar, file.get().status().inode());
    }
  }

  @Override
  public void close() throws IOException {
    if (file.isEmpty()) {
      return;
    }
    if (large) {
      interior.background().run("to let go of a replaced file", file.get()::close);
    } else {
      file.get().close();
    }
  }
}
