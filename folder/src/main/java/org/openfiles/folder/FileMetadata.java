package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openfiles.core.PartInfo;
import org.openfiles.folder.FolderOptions.MetadataPlace;
import org.openfiles.posix.Directory;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileName;
import org.openfiles.posix.FileStatus;
import org.openfiles.posix.PosixException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the documents of files: in the extended attribute `user.openfiles`, or in a sidecar where
/// that does not fit or there are none.
///
/// Who writes a document makes the file durable afterwards; sidecars are durable at the return.
final class FileMetadata {
  static final String ATTRIBUTE = "user.openfiles";

  /// More parts than these would make every look at the object slow, so they are kept apart.
  private static final int PARTS_INLINE = 16;

  private static final Logger LOG = LoggerFactory.getLogger(FileMetadata.class);

  private final MetadataPlace place;
  private final SmallFiles files;

  /// Devices without extended attributes.
  private final Set<Long> without = ConcurrentHashMap.newKeySet();

  FileMetadata(MetadataPlace place, SmallFiles files) {
    this.place = place;
    this.files = files;
  }

  /// What is true of the file now.
  Document read(Fd file, FileStatus status, SidecarPlace sidecar) throws IOException {
    try {
      return stored(file, status, sidecar).orElse(Document.NONE).heldFor(status);
    } catch (MalformedDocumentException e) {
      warn(status, e);
      return Document.NONE;
    }
  }

  /// The parts of an object, with the numbers that they were uploaded with.
  List<PartInfo> parts(FileStatus status, Facts facts, SidecarPlace sidecar) throws IOException {
    if (!facts.hasPartsApart()) {
      return facts.parts();
    }
    Optional<Directory> directory = sidecar.directory().ifPresent();
    Optional<byte[]> bytes =
        directory.isEmpty()
            ? Optional.empty()
            : SmallFiles.read(directory.get(), sidecar.parts(status.inode()));
    return DocumentReader.readParts(
        bytes.orElseThrow(
            () -> new NoSuchFileException(FileName.display(sidecar.parts(status.inode())))));
  }

  /// Answers the document as it is kept: many parts are not in it any more.
  Document write(Fd file, FileStatus status, SidecarPlace sidecar, Document document)
      throws IOException {
    Document kept = document;
    Optional<Facts> facts = document.facts();
    if (facts.isPresent() && facts.get().parts().size() > PARTS_INLINE) {
      byte[] parts = DocumentWriter.write(facts.get().parts(), sidecar.key());
      files.write(sidecar.directory().make(), sidecar.parts(status.inode()), parts);
      kept = document.with(facts.get().withParts(List.of()));
    }
    boolean attributes = place == MetadataPlace.AUTOMATIC && has(status);
    if (attributes && set(file, status, DocumentWriter.write(kept))) {
      return kept;
    }
    files.write(
        sidecar.directory().make(),
        sidecar.document(status.inode()),
        DocumentWriter.write(kept, sidecar.key()));
    if (attributes && has(status) && !set(file, status, DocumentWriter.SPILLED)) {
      // Not even a note has room: then there must be no older document.
      file.removeXattr(ATTRIBUTE);
    }
    touch(file, status);
    return kept;
  }

  /// Changes nothing but the time of the inode, by which caches know that something changed.
  private static void touch(Fd file, FileStatus status) throws IOException {
    try {
      file.chmod(status.mode());
    } catch (AccessDeniedException _) {
      // Somebody else's file. Only caches of other processes may be late then.
    }
  }

  /// Writes the document of a directory; false where it has no room.
  boolean writeToDirectory(Fd directory, FileStatus status, Document document) throws IOException {
    return place == MetadataPlace.AUTOMATIC
        && has(status)
        && set(directory, status, DocumentWriter.write(document));
  }

  /// The document of a directory, where it has one.
  Optional<Document> readFromDirectory(Fd directory, FileStatus status) throws IOException {
    Optional<byte[]> bytes = get(directory, status);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      return DocumentReader.read(bytes.get());
    } catch (MalformedDocumentException e) {
      warn(status, e);
      return Optional.of(Document.NONE);
    }
  }

  boolean removeFromDirectory(Fd directory, FileStatus status) throws IOException {
    return has(status) && directory.removeXattr(ATTRIBUTE);
  }

  /// Removes the sidecars of a file that is gone or has none any more. Its inode must be held open
  /// meanwhile: otherwise another file may get the same and lose its own.
  void dropSidecars(SidecarPlace sidecar, long inode) throws IOException {
    Optional<Directory> directory = sidecar.directory().ifPresent();
    if (directory.isPresent()) {
      remove(directory.get(), sidecar.document(inode));
      remove(directory.get(), sidecar.parts(inode));
    }
  }

  /// After a document was written again: removes the sidecar where it is not in there any more.
  void tidy(Fd file, FileStatus status, SidecarPlace sidecar) throws IOException {
    Optional<Directory> directory = sidecar.directory().ifPresent();
    if (directory.isPresent()) {
      Optional<byte[]> attribute = get(file, status);
      if (attribute.isPresent() && DocumentReader.read(attribute.get()).isPresent()) {
        remove(directory.get(), sidecar.document(status.inode()));
      }
    }
  }

  private Optional<Document> stored(Fd file, FileStatus status, SidecarPlace sidecar)
      throws IOException {
    Optional<Document> document = attributeOf(file, status);
    Optional<Directory> directory =
        document.isPresent() ? Optional.empty() : sidecar.directory().ifPresent();
    if (directory.isEmpty()) {
      return document;
    }
    Optional<byte[]> bytes = SmallFiles.read(directory.get(), sidecar.document(status.inode()));
    // It may have moved from the sidecar to the attribute between the two looks.
    return bytes.isPresent() ? DocumentReader.read(bytes.get()) : attributeOf(file, status);
  }

  private Optional<Document> attributeOf(Fd file, FileStatus status) throws IOException {
    Optional<byte[]> attribute = get(file, status);
    return attribute.isEmpty() ? Optional.empty() : DocumentReader.read(attribute.get());
  }

  private Optional<byte[]> get(Fd file, FileStatus status) throws IOException {
    if (!has(status)) {
      return Optional.empty();
    }
    try {
      return file.xattr(ATTRIBUTE);
    } catch (PosixException e) {
      if (lacksAttributes(e, status)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// False where it does not fit, or there are no attributes.
  private boolean set(Fd file, FileStatus status, byte[] value) throws IOException {
    try {
      file.setXattr(ATTRIBUTE, value);
      return true;
    } catch (PosixException e) {
      return switch (e.errno()) {
        // Also when the disk is full: then the sidecar will fail as well.
        case E2BIG, ENOSPC, ERANGE, EDQUOT -> false;
        default -> {
          if (lacksAttributes(e, status)) {
            yield false;
          }
          throw e;
        }
      };
    }
  }

  private boolean has(FileStatus status) {
    return without.isEmpty() || !without.contains(status.device());
  }

  private boolean lacksAttributes(PosixException e, FileStatus status) {
    return switch (e.errno()) {
      case EOPNOTSUPP, ENOSYS -> {
        without.add(status.device());
        yield true;
      }
      default -> false;
    };
  }

  private static void warn(FileStatus status, MalformedDocumentException e) {
    LOG.warn(
        "metadata ignored, since it is damaged or not ours: inode={} cause={}",
        status.inode(),
        e.getMessage());
  }

  private static void remove(Directory directory, byte[] name) throws IOException {
    try {
      if (directory.statusIfPresent(name).isPresent()) {
        directory.unlink(name);
      }
    } catch (NoSuchFileException _) {
      // Removed by somebody else meanwhile.
    }
  }
}
