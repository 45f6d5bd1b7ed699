package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.Precondition;
import org.openfiles.posix.Directory;

/// Removes objects, and then the directories that were made for them and are empty.
final class Removal {
  private final Interior interior;
  private final Markers markers;

  Removal(Interior interior, Markers markers) {
    this.interior = interior;
    this.markers = markers;
  }

  void delete(Key key, Precondition precondition) throws IOException {
    KeyPath path = KeyPaths.of(key);
    List<byte[]> names = path.plain().directories();
    Optional<Directory> found = interior.directories().ifPresent(names);
    if (found.isEmpty()) {
      if (!(precondition instanceof Precondition.None)) {
        throw new NoSuchFileException(key.value());
      }
      return;
    }
    boolean removed;
    try (Directory directory = found.get()) {
      removed = remove(key, precondition, path, directory);
      if (removed) {
        interior.sync(directory);
      }
    }
    if (removed) {
      interior.pruning().prune(path.clash().directories());
      interior.pruning().prune(names);
    }
  }

  private boolean remove(Key key, Precondition precondition, KeyPath path, Directory directory)
      throws IOException {
    try (KeyLocks.Held _ = interior.hold(key)) {
      if (!(precondition instanceof Precondition.None)) {
        ObjectInfo present =
            interior.lookup().info(key).orElseThrow(() -> new NoSuchFileException(key.value()));
        Preconditions.check(key, precondition, Optional.of(present));
      }
      // What would come to light when the file is gone has to go first.
      boolean removed = path.marker() && markers.unmark(directory);
      removed |= removeClash(key, path);
      Occupant plain = Occupant.at(interior.root(), path.plain());
      removed |= unlink(key, directory, new Target(path.plain(), plain, true));
      return removed;
    }
  }

  private boolean removeClash(Key key, KeyPath path) throws IOException {
    Occupant clash = Occupant.at(interior.root(), path.clash());
    if (!(clash instanceof Occupant.File)) {
      return false;
    }
    List<byte[]> names = path.clash().directories();
    Optional<Directory> found = interior.directories().ifPresent(names);
    if (found.isEmpty()) {
      return false;
    }
    try (Directory directory = found.get()) {
      boolean removed = unlink(key, directory, new Target(path.clash(), clash, false));
      interior.sync(directory);
      return removed;
    }
  }

  private boolean unlink(Key key, Directory directory, Target target) throws IOException {
    if (!(target.occupant() instanceof Occupant.File)) {
      return false;
    }
    SidecarPlace sidecar = SidecarPlace.of(interior.reserved(), key);
    try (Replaced replaced = Replaced.pin(interior, sidecar, target)) {
      directory.unlink(target.place().name());
      replaced.dropSidecars();
      return true;
    } catch (NoSuchFileException _) {
      // Another program was faster.
      return false;
    }
  }
}
