package org.openfiles.folder;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.posix.Directory;

/// What a listing tells of the objects on its page: the same as reading each of them would.
record ListedObjects(Lookup lookup) implements InfoReader {
  @Override
  public Optional<ObjectInfo> file(Key key, Directory base, byte[] path) throws IOException {
    return info(key);
  }

  @Override
  public Optional<ObjectInfo> marker(Key key, byte[] path) throws IOException {
    return info(key);
  }

  private Optional<ObjectInfo> info(Key key) throws IOException {
    Optional<Found> found = lookup.find(key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Found open = found.get()) {
      return Optional.of(open.info());
    }
  }
}
