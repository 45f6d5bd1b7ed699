package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.posix.Directory;
import org.openfiles.posix.DirectoryEntry;
import org.openfiles.posix.FileKind;
import org.openfiles.posix.FileStatus;

/// Whether there is an object anywhere in a directory: only then it is a prefix of keys. Mostly one
/// look at its first entries tells.
final class AnyObject {
  private final Bucket bucket;
  private final Deque<DirectoryId> above;

  /// @param above the directories on the way: a link back to one of them is not followed
  AnyObject(Bucket bucket, Collection<DirectoryId> above) {
    this.bucket = bucket;
    this.above = new ArrayDeque<>(above);
  }

  boolean in(List<byte[]> names) throws IOException {
    if (names.size() > Key.BYTES_MAX) {
      return false;
    }
    Optional<Directory> opened = bucket.directory(names);
    if (opened.isEmpty()) {
      return false;
    }
    try (Directory directory = opened.get()) {
      DirectoryId id = DirectoryId.of(directory.status());
      if (above.contains(id)) {
        return false;
      }
      above.push(id);
      try {
        return any(directory, names, this::isObject)
            || isMarked(names)
            || any(directory, names, this::hasObject);
      } finally {
        above.pop();
      }
    } catch (NoSuchFileException _) {
      return false;
    } catch (AccessDeniedException _) {
      bucket.unreadable().tell(Slashes.join(names));
      return false;
    }
  }

  private interface Test {
    boolean holds(List<byte[]> names, FileKind kind) throws IOException;
  }

  private static boolean any(Directory directory, List<byte[]> names, Test test)
      throws IOException {
    try (DirectoryStream<DirectoryEntry> entries = directory.entries()) {
      for (DirectoryEntry entry : entries) {
        List<byte[]> longer = new ArrayList<>(names);
        longer.add(entry.name());
        if (!NameCodec.isTemporary(entry.name()) && test.holds(longer, entry.kind())) {
          return true;
        }
      }
      return false;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private boolean isObject(List<byte[]> names, FileKind kind) throws IOException {
    return kindOf(names, kind) == FileKind.REGULAR && KeyPaths.keyOf(new Place(names)).isPresent();
  }

  private boolean hasObject(List<byte[]> names, FileKind kind) throws IOException {
    boolean followed = kind == FileKind.SYMLINK && NameCodec.isContinuation(names.getLast());
    return !followed && kindOf(names, kind) == FileKind.DIRECTORY && in(names);
  }

  private FileKind kindOf(List<byte[]> names, FileKind kind) throws IOException {
    return switch (kind) {
      case SYMLINK, UNKNOWN -> bucket.status(names).map(FileStatus::kind).orElse(FileKind.UNKNOWN);
      case REGULAR, DIRECTORY, FIFO, SOCKET, BLOCK, CHARACTER -> kind;
    };
  }

  private boolean isMarked(List<byte[]> names) throws IOException {
    if (NameCodec.isContinuation(names.getLast())) {
      return false;
    }
    List<byte[]> marker = new ArrayList<>(names);
    marker.addAll(NameCodec.names(new byte[0], NameRole.FILE));
    Optional<Key> key = KeyPaths.keyOf(new Place(marker));
    return key.isPresent() && bucket.infos().marker(key.get(), Slashes.join(names)).isPresent();
  }
}
