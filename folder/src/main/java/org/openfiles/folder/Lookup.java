package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ConflictException;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.posix.Directory;
import org.openfiles.posix.EscapesDirectoryException;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileStatus;
import org.openfiles.posix.OpenFlag;

/// Finds the file of a key.
///
/// The plain name is looked at before the clash name, and an object only ever moves from the plain
/// to the clash name. So an object that is there all the time is found, without a lock.
final class Lookup {
  /// Every attempt fails only because somebody changed the same name at that instant.
  private static final int ATTEMPTS = 100;

  private final Directory root;
  private final Reserved reserved;
  private final FileMetadata metadata;
  private final MetadataCache cache;

  Lookup(Directory root, Reserved reserved, FileMetadata metadata, MetadataCache cache) {
    this.root = root;
    this.reserved = reserved;
    this.metadata = metadata;
    this.cache = cache;
  }

  /// The object, which the caller closes.
  Found open(Key key) throws IOException {
    Found found = findOrNull(key);
    if (found == null) {
      throw new NoSuchFileException(key.value());
    }
    return found;
  }

  /// What is told of the object. Where it is known already this costs one system call.
  Optional<ObjectInfo> info(Key key) throws IOException {
    Optional<MetadataCache.Known> known = cache.of(key);
    if (known.isPresent()) {
      Optional<FileStatus> status = Occupant.followed(root, known.get().path());
      if (status.isPresent() && known.get().holdsFor(status.get())) {
        return Optional.of(known.get().info(key));
      }
    }
    Found found = findOrNull(key);
    if (found == null) {
      return Optional.empty();
    }
    try (found) {
      return Optional.of(found.info());
    }
  }

  Optional<Found> find(Key key) throws IOException {
    return Optional.ofNullable(findOrNull(key));
  }

  private @Nullable Found findOrNull(Key key) throws IOException {
    Found known = cached(key);
    if (known != null) {
      return known;
    }
    KeyPath path = KeyPaths.of(key);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Found found = file(key, path.plain(), true);
        if (found == null) {
          found = file(key, path.clash(), false);
        }
        if (found == null && path.marker()) {
          found = marker(key, path.plain().directory());
        }
        return found;
      } catch (ChangedMeanwhileException _) {
        // Looks again.
      }
    }
    throw new ConflictException(key.value(), "changes all the time");
  }

  /// What is known already costs three system calls: open, status, and later close.
  private @Nullable Found cached(Key key) throws IOException {
    Optional<MetadataCache.Known> entry = cache.of(key);
    if (entry.isEmpty()) {
      return null;
    }
    MetadataCache.Known known = entry.get();
    Optional<Fd> file = opened(known.path());
    if (file.isEmpty()) {
      return null;
    }
    FileStatus status = statusOrClose(file.get());
    if (known.holdsFor(status)) {
      return new FoundFile(
          key, known.place(), file.get(), status, known.document(), known.info(key));
    }
    file.get().close();
    return null;
  }

  private @Nullable Found file(Key key, Place place, boolean plain)
      throws IOException, ChangedMeanwhileException {
    byte[] path = place.path();
    // Only a regular file is opened at all: to open a FIFO or a device does something to it.
    Optional<FileStatus> before = Occupant.followed(root, path);
    if (before.isEmpty() || !before.get().isRegular()) {
      return null;
    }
    Fd file = opened(path).orElseThrow(ChangedMeanwhileException::new);
    try {
      FileStatus status = file.status();
      if (!status.isRegular()) {
        throw new ChangedMeanwhileException();
      }
      Document document = metadata.read(file, status, SidecarPlace.of(reserved, key));
      MetadataCache.Known known = new MetadataCache.Known(place, path, status, document);
      if (plain) {
        cache.put(key, known);
      }
      return new FoundFile(key, place, file, status, document, known.info(key));
    } catch (IOException | ChangedMeanwhileException e) {
      file.close();
      throw e;
    }
  }

  private @Nullable Found marker(Key key, byte[] path) throws IOException {
    Optional<Fd> directory = directory(path);
    if (directory.isEmpty()) {
      return null;
    }
    Fd file = directory.get();
    boolean found = false;
    try {
      FileStatus status = file.status();
      Optional<Document> document = metadata.readFromDirectory(file, status);
      Optional<Facts> facts = document.flatMap(Document::facts);
      if (facts.isEmpty()) {
        return null;
      }
      found = true;
      return new FoundMarker(
          Infos.ofMarker(key, document.get(), facts.get()), document.get(), file, status);
    } finally {
      if (!found) {
        file.close();
      }
    }
  }

  private Optional<Fd> opened(byte[] path) throws IOException {
    try {
      return root.openFileIfPresent(path, OpenFlag.READ);
    } catch (EscapesDirectoryException | FileSystemLoopException _) {
      return Optional.empty();
    }
  }

  private Optional<Fd> directory(byte[] path) throws IOException {
    try {
      return root.openFileIfPresent(path, OpenFlag.READ, OpenFlag.DIRECTORY);
    } catch (EscapesDirectoryException | FileSystemLoopException | NotDirectoryException _) {
      return Optional.empty();
    }
  }

  private static FileStatus statusOrClose(Fd file) throws IOException {
    try {
      return file.status();
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static final class ChangedMeanwhileException extends Exception {
    private static final long serialVersionUID = 1;

    ChangedMeanwhileException() {
      super(null, null, false, false);
    }
  }
}
