package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.UnknownUploadException;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;
import org.openfiles.posix.Directory;
import org.openfiles.posix.FileName;
import org.openfiles.posix.FileStatus;
import org.openfiles.posix.RenameMode;

/// Finds the directories of multipart uploads. What clients send as an id is looked at before it
/// becomes a name.
final class UploadFolders {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final int MODE = 0700;

  /// What a directory is called until its document is in it: one without is garbage.
  private static final String UNFINISHED = ".new";

  private final Interior interior;

  UploadFolders(Interior interior) {
    this.interior = interior;
  }

  Upload start(Key key, ObjectMetadata metadata, Map<String, String> attributes)
      throws IOException {
    // Refuses what no object could be put at.
    KeyPaths.of(key);
    String id = interior.names().next();
    Instant now = interior.now();
    Upload upload = new Upload(new UploadId(id), key, now, metadata, attributes);
    Directory uploads = interior.reserved().uploads().make();
    byte[] unfinished = FileName.bytes(id + UNFINISHED);
    uploads.mkdir(unfinished, MODE);
    try (Directory directory = uploads.openDirectory(unfinished)) {
      interior.documents().write(directory, UploadFolder.DOCUMENT, UploadDocument.write(upload));
    }
    uploads.rename(unfinished, uploads, FileName.bytes(id), RenameMode.REPLACE);
    interior.sync(uploads);
    return upload;
  }

  /// Opens an upload, which the caller closes.
  UploadFolder open(Key key, UploadId id) throws IOException {
    UploadFolder folder = find(id).orElseThrow(() -> new UnknownUploadException(key, id));
    if (!folder.upload().key().equals(key)) {
      folder.close();
      throw new UnknownUploadException(key, id);
    }
    return folder;
  }

  Optional<UploadFolder> find(UploadId id) throws IOException {
    Optional<Directory> uploads = interior.reserved().uploads().ifPresent();
    if (uploads.isEmpty() || !ID.matcher(id.value()).matches()) {
      return Optional.empty();
    }
    Directory directory;
    try {
      directory = uploads.get().openDirectory(FileName.bytes(id.value()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    boolean found = false;
    try {
      Optional<byte[]> document = SmallFiles.read(directory, UploadFolder.DOCUMENT);
      if (document.isEmpty()) {
        return Optional.empty();
      }
      Upload upload = UploadDocument.read(id, document.get());
      found = true;
      return Optional.of(new UploadFolder(directory, upload, interior.metadata()));
    } finally {
      if (!found) {
        directory.close();
      }
    }
  }

  /// The ids of all uploads, and of what is left of some.
  List<UploadId> ids() throws IOException {
    return names().stream().filter(ID.asMatchPredicate()).map(UploadId::new).toList();
  }

  /// The directories that never became uploads, if nobody is about to finish them.
  List<String> unfinished() throws IOException {
    return names().stream().filter(name -> name.endsWith(UNFINISHED)).toList();
  }

  private List<String> names() throws IOException {
    Optional<Directory> uploads = interior.reserved().uploads().ifPresent();
    return uploads.isEmpty()
        ? List.of()
        : Leftovers.names(uploads.get()).stream().map(FileName::display).toList();
  }

  /// When something was last added to a directory; empty where it is gone.
  Optional<Instant> touched(String name) throws IOException {
    Optional<Directory> uploads = interior.reserved().uploads().ifPresent();
    return uploads.isEmpty()
        ? Optional.empty()
        : uploads.get().statusIfPresent(FileName.bytes(name)).map(FileStatus::modified);
  }

  /// Ends an upload, which is unknown from now on. Its parts are removed in the background.
  void drop(UploadFolder folder) throws IOException {
    folder.end();
    interior.sync(folder.directory());
    UploadId id = folder.upload().id();
    interior.background().run("to remove the parts of an upload", () -> remove(id.value()));
  }

  /// Removes what is left of an upload.
  void remove(String name) throws IOException {
    Leftovers.remove(interior.reserved().uploads().make(), FileName.bytes(name));
  }
}
