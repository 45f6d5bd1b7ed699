package org.openfiles.folder;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.CompleteRequest.PartReference;
import org.openfiles.core.CorruptDataException;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.PartInfo;
import org.openfiles.core.PartMismatchException;
import org.openfiles.core.Upload;
import org.openfiles.posix.Fd;

/// Puts parts together into an object. The upload stays as it is until the object is published, so
/// a crash leaves the one or the other. The caller holds the lock of the upload.
final class Assembly {
  private final Interior interior;
  private final UploadFolders folders;
  private final Publisher publisher;

  Assembly(Interior interior, UploadFolders folders, Publisher publisher) {
    this.interior = interior;
    this.folders = folders;
    this.publisher = publisher;
  }

  ObjectInfo complete(CompleteRequest request) throws IOException {
    Optional<ObjectInfo> made = madeBefore(request);
    if (made.isPresent()) {
      return made.get();
    }
    Key key = request.key();
    try (UploadFolder folder = folders.open(key, request.id())) {
      List<PartInfo> parts = parts(folder, request);
      Preconditions.check(key, request.precondition(), interior.lookup());
      ObjectInfo info = assemble(folder, parts, request);
      folders.drop(folder);
      return info;
    }
  }

  /// What an earlier call made of the same parts, if it is still there.
  private Optional<ObjectInfo> madeBefore(CompleteRequest request) throws IOException {
    Optional<Found> found = interior.lookup().find(request.key());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Found present = found.get()) {
      if (!(present instanceof FoundFile file)
          || !isOf(file, request)
          || !references(file).equals(request.parts())) {
        return Optional.empty();
      }
      // A crash may have come between the object and the end of the upload.
      Optional<UploadFolder> left = folders.find(request.id());
      if (left.isPresent()) {
        try (UploadFolder folder = left.get()) {
          folders.drop(folder);
        }
      }
      return Optional.of(file.info());
    }
  }

  private static boolean isOf(FoundFile file, CompleteRequest request) {
    return file.document().facts().flatMap(Facts::upload).equals(Optional.of(request.id()));
  }

  private List<PartReference> references(FoundFile file) throws IOException {
    SidecarPlace sidecar = SidecarPlace.of(interior.reserved(), file.key());
    Facts facts = file.document().facts().orElseThrow();
    return interior.metadata().parts(file.status(), facts, sidecar).stream()
        .map(part -> new PartReference(part.number(), part.etag()))
        .toList();
  }

  private static List<PartInfo> parts(UploadFolder folder, CompleteRequest request)
      throws IOException {
    List<PartInfo> parts = new ArrayList<>();
    for (PartReference reference : request.parts()) {
      Optional<UploadFolder.Part> found = folder.part(reference.number());
      if (found.isEmpty()) {
        throw mismatch(request.key(), reference);
      }
      try (UploadFolder.Part part = found.get()) {
        if (!part.info().etag().equals(reference.etag())) {
          throw mismatch(request.key(), reference);
        }
        parts.add(part.info());
      }
    }
    return parts;
  }

  private ObjectInfo assemble(UploadFolder folder, List<PartInfo> parts, CompleteRequest request)
      throws IOException {
    Key key = request.key();
    Upload upload = folder.upload();
    ETag etag = etag(parts);
    Drafts.FactsOf facts =
        identity ->
            new Facts(
                identity, etag, request.checksums(), parts.size(), parts, Optional.of(upload.id()));
    try (TempFile temporary = interior.temporaries().create()) {
      copy(folder, parts, temporary.file());
      try (Draft draft =
          interior.drafts().finish(key, temporary, interior.now(), upload.metadata(), facts)) {
        return publisher.publish(draft, request.precondition());
      }
    }
  }

  private void copy(UploadFolder folder, List<PartInfo> parts, Fd target) throws IOException {
    WriteBack writeBack = new WriteBack(target, interior.options().fsync());
    long position = 0;
    for (PartInfo info : parts) {
      Optional<UploadFolder.Part> found = folder.part(info.number());
      if (found.isEmpty()) {
        throw changed(folder, info);
      }
      try (UploadFolder.Part part = found.get()) {
        long copied = target.copyRange(part.file(), 0, position, info.size());
        if (copied != info.size() || !part.info().equals(info)) {
          throw changed(folder, info);
        }
        position += copied;
        writeBack.written(position);
      }
    }
  }

  private static ETag etag(List<PartInfo> parts) {
    MessageDigest digest = Md5.digest();
    for (PartInfo part : parts) {
      digest.update(EtagDigests.md5(part.etag()).orElseThrow().bytes());
    }
    return new ETag(HexFormat.of().formatHex(digest.digest()) + "-" + parts.size());
  }

  private static PartMismatchException mismatch(Key key, PartReference reference) {
    return new PartMismatchException(
        key.value(),
        "no such part: number=" + reference.number() + " etag=" + reference.etag().value());
  }

  private static CorruptDataException changed(UploadFolder folder, PartInfo part) {
    return new CorruptDataException(
        folder.upload().key().value(), "part changed on the disk: number=" + part.number());
  }
}
