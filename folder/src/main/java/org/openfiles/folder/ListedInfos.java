package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.posix.Directory;
import org.openfiles.posix.EscapesDirectoryException;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileStatus;
import org.openfiles.posix.OpenFlag;

/// What a listing tells of the files that it found: a file whose metadata is in memory costs one
/// system call.
final class ListedInfos implements InfoReader {
  private final Directory root;
  private final Reserved reserved;
  private final FileMetadata metadata;
  private final MetadataCache cache;

  ListedInfos(Interior interior) {
    this.root = interior.root();
    this.reserved = interior.reserved();
    this.metadata = interior.metadata();
    this.cache = interior.cache();
  }

  @Override
  public Optional<ObjectInfo> file(Key key, Directory base, byte[] path) throws IOException {
    Optional<FileStatus> seen = Occupant.followed(base, path);
    if (seen.isEmpty() || !seen.get().isRegular()) {
      return Optional.empty();
    }
    Optional<MetadataCache.Known> known = cache.of(key);
    if (known.isPresent() && known.get().holdsFor(seen.get())) {
      return Optional.of(known.get().info(key));
    }
    try (Fd file = base.openFile(path, OpenFlag.READ)) {
      FileStatus status = file.status();
      if (!status.isRegular()) {
        return Optional.empty();
      }
      Document document = metadata.read(file, status, SidecarPlace.of(reserved, key));
      remember(key, path, status, document);
      return Optional.of(Infos.of(key, status, document));
    } catch (NoSuchFileException
        | NotDirectoryException
        | EscapesDirectoryException
        | FileSystemLoopException _) {
      // Removed or replaced since it was looked at.
      return Optional.empty();
    }
  }

  @Override
  public Optional<ObjectInfo> marker(Key key, byte[] path) throws IOException {
    try (Fd directory = root.openFile(path, OpenFlag.READ, OpenFlag.DIRECTORY)) {
      Optional<Document> document = metadata.readFromDirectory(directory, directory.status());
      return document
          .flatMap(Document::facts)
          .map(facts -> Infos.ofMarker(key, document.get(), facts));
    } catch (NoSuchFileException
        | NotDirectoryException
        | EscapesDirectoryException
        | FileSystemLoopException _) {
      return Optional.empty();
    }
  }

  /// Only a plain name is remembered, as lookups begin with it.
  private void remember(Key key, byte[] path, FileStatus status, Document document)
      throws IOException {
    Place plain = KeyPaths.of(key).plain();
    byte[] whole = plain.path();
    if (endsWith(whole, path)) {
      cache.put(key, new MetadataCache.Known(plain, whole, status, document));
    }
  }

  private static boolean endsWith(byte[] whole, byte[] end) {
    int from = whole.length - end.length;
    return from >= 0 && Arrays.equals(whole, from, whole.length, end, 0, end.length);
  }
}
