package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
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

/// Finds the directories of multipart uploads. What clients send as an id is looked at before it
/// becomes a name.
final class UploadFolders {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final int MODE = 0700;

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
    byte[] name = FileName.bytes(id);
    uploads.mkdir(name, MODE);
    try (Directory directory = uploads.openDirectory(name)) {
      interior.documents().write(directory, UploadFolder.DOCUMENT, UploadDocument.write(upload));
    }
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
    List<UploadId> ids = new ArrayList<>();
    Optional<Directory> uploads = interior.reserved().uploads().ifPresent();
    if (uploads.isPresent()) {
      for (byte[] name : Leftovers.names(uploads.get())) {
        String id = FileName.display(name);
        if (ID.matcher(id).matches()) {
          ids.add(new UploadId(id));
        }
      }
    }
    return ids;
  }

  /// Removes an upload and all its parts; from the first step on it is unknown.
  void drop(UploadFolder folder) throws IOException {
    folder.end();
    interior.sync(folder.directory());
    remove(folder.upload().id());
  }

  /// Removes what is left of an upload.
  void remove(UploadId id) throws IOException {
    Leftovers.remove(interior.reserved().uploads().make(), FileName.bytes(id.value()));
  }
}
