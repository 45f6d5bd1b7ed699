package org.openfiles.folder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PutRequest;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileStatus;

/// Copies an object onto itself, which gives it other metadata and a new time: the bytes stay where
/// they are.
final class SelfCopies {
  private final Interior interior;

  SelfCopies(Interior interior) {
    this.interior = interior;
  }

  /// Empty where this is no such copy, or something about the bytes has to be found out.
  Optional<ObjectInfo> renew(PutRequest request, ObjectReader source) throws IOException {
    if (!(source instanceof FolderReader reader)
        || reader.slice().length() != reader.info().size()
        || request.md5().isPresent()) {
      return Optional.empty();
    }
    Optional<Facts> facts = reader.document().facts().flatMap(known -> kept(known, request));
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    Key key = request.key();
    try (KeyLocks.Held _ = interior.hold(key)) {
      Preconditions.check(key, request.precondition(), interior.lookup());
      Optional<Found> found = interior.lookup().find(key);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      try (Found present = found.get()) {
        return present instanceof FoundFile file && isSame(file.status(), reader.status())
            ? Optional.of(renew(file, request, facts.get()))
            : Optional.empty();
      }
    }
  }

  private ObjectInfo renew(FoundFile found, PutRequest request, Facts facts) throws IOException {
    Fd file = found.file();
    SidecarPlace sidecar = SidecarPlace.of(interior.reserved(), request.key());
    FileStatus before = found.status();
    long modified = Nanos.of(interior.now());
    // Good for the old time and the new one, so that there is no instant without an etag.
    Identity both = new Identity(before.size(), before.inode(), modified, before.modifiedNanos());
    Document document = new Document(request.metadata(), Optional.of(facts.with(both)));
    interior.metadata().write(file, before, sidecar, document);
    interior.metadata().tidy(file, before, sidecar);
    file.setModified(modified);
    interior.cache().forget(request.key());
    FileStatus after = file.status();
    if (after.modifiedNanos() != modified) {
      // The file system keeps less of a time than it is given.
      Document exact = document.with(facts.with(Identity.of(after)));
      interior.metadata().write(file, after, sidecar, exact);
    }
    if (interior.options().fsync()) {
      file.sync();
    }
    return Infos.of(request.key(), after, document);
  }

  /// What stays known with the checksums that are asked for; empty when that is not enough.
  private static Optional<Facts> kept(Facts known, PutRequest request) {
    Set<ChecksumAlgorithm> missing = EnumSet.noneOf(ChecksumAlgorithm.class);
    missing.addAll(request.checksums());
    List<Checksum> checksums = new ArrayList<>();
    for (Checksum checksum : known.checksums()) {
      if (checksum.scope() == Checksum.Scope.FULL_OBJECT && missing.remove(checksum.algorithm())) {
        checksums.add(checksum);
      }
    }
    boolean enough =
        missing.isEmpty() && known.partCount() == 0 && EtagDigests.md5(known.etag()).isPresent();
    return enough
        ? Optional.of(Facts.whole(known.identity(), known.etag(), checksums))
        : Optional.empty();
  }

  /// The same version, which nobody else has another name for.
  private static boolean isSame(FileStatus present, FileStatus source) {
    return present.device() == source.device()
        && present.links() == 1
        && Identity.of(source).holdsFor(present);
  }
}
