package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openfiles.core.Checksum;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.Content;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PartInfo;
import org.openfiles.core.UnknownUploadException;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileStatus;
import org.openfiles.posix.RenameMode;

/// Multipart uploads. Whatever changes one, or ends it, holds its lock, so that none is completed
/// and aborted at once and no part changes while it is put together.
final class Uploads {
  private static final int NUMBER_MAX = 10_000;

  private final Interior interior;
  private final UploadFolders folders;
  private final Assembly assembly;
  private final NamedLocks locks = new NamedLocks();

  Uploads(Interior interior, Publisher publisher) {
    this.interior = interior;
    this.folders = new UploadFolders(interior);
    this.assembly = new Assembly(interior, folders, publisher);
  }

  Upload start(Key key, ObjectMetadata metadata, Map<String, String> attributes)
      throws IOException {
    return folders.start(key, metadata, attributes);
  }

  Upload upload(Key key, UploadId id) throws IOException {
    try (UploadFolder folder = folders.open(key, id)) {
      return folder.upload();
    }
  }

  PartInfo putPart(Key key, UploadId id, int number, Content content, Optional<Checksum> md5)
      throws IOException {
    if (number < 1 || number > NUMBER_MAX) {
      throw new IllegalArgumentException("parts are numbered from 1 to 10,000: number=" + number);
    }
    try (UploadFolder folder = folders.open(key, id)) {
      try {
        return putPart(folder, number, content, md5);
      } catch (NoSuchFileException e) {
        throw folder.isOpen() ? e : new UnknownUploadException(key, id);
      }
    }
  }

  private PartInfo putPart(UploadFolder folder, int number, Content content, Optional<Checksum> md5)
      throws IOException {
    try (TempFile temporary = interior.temporaries().create()) {
      Fd file = temporary.file();
      Written written =
          interior.contents().write(folder.upload().key(), content, file, md5, Set.of());
      file.setModified(Nanos.of(interior.now()));
      FileStatus status = file.status();
      Facts facts = Facts.whole(Identity.of(status), written.etag(), written.checksums());
      Document document = new Document(ObjectMetadata.EMPTY, Optional.of(facts));
      interior.metadata().write(file, status, folder.sidecar(number), document);
      if (interior.options().fsync()) {
        file.sync();
      }
      publish(folder, number, temporary);
      interior.sync(folder.directory());
      return new PartInfo(
          number, written.size(), written.etag(), status.modified(), written.checksums());
    }
  }

  private void publish(UploadFolder folder, int number, TempFile temporary) throws IOException {
    Upload upload = folder.upload();
    try (KeyLocks.Held _ = locks.hold(upload.id().value())) {
      if (!folder.isOpen()) {
        throw new UnknownUploadException(upload.key(), upload.id());
      }
      try (Replaced replaced = Replaced.pin(interior, folder, number)) {
        temporary.publish(folder.directory(), UploadFolder.name(number), RenameMode.REPLACE);
        replaced.dropSidecars();
      }
    }
  }

  List<PartInfo> parts(Key key, UploadId id) throws IOException {
    try (UploadFolder folder = folders.open(key, id)) {
      return folder.parts();
    }
  }

  List<Upload> uploads(String prefix) throws IOException {
    List<Upload> uploads = new ArrayList<>();
    for (UploadId id : folders.ids()) {
      Optional<UploadFolder> found = folders.find(id);
      if (found.isPresent()) {
        try (UploadFolder folder = found.get()) {
          if (folder.upload().key().value().startsWith(prefix)) {
            uploads.add(folder.upload());
          }
        }
      }
    }
    uploads.sort(Comparator.comparing(Upload::key).thenComparing(Upload::started));
    return uploads;
  }

  ObjectInfo complete(CompleteRequest request) throws IOException {
    try (KeyLocks.Held _ = locks.hold(request.id().value())) {
      return assembly.complete(request);
    }
  }

  void abort(Key key, UploadId id) throws IOException {
    try (KeyLocks.Held _ = locks.hold(id.value());
        UploadFolder folder = folders.open(key, id)) {
      folders.drop(folder);
    }
  }
}
