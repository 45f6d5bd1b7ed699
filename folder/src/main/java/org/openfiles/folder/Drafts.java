package org.openfiles.folder;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.core.NoSpaceException;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.posix.Directory;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileStatus;

/// Finishes files that were written: time, metadata, and then the way to the disk, so that whoever
/// sees the file under a key sees all of that.
final class Drafts {
  private final Reserved reserved;
  private final Temporaries temporaries;
  private final FileMetadata metadata;
  private final boolean fsync;

  Drafts(Reserved reserved, Temporaries temporaries, FileMetadata metadata, boolean fsync) {
    this.reserved = reserved;
    this.temporaries = temporaries;
    this.metadata = metadata;
    this.fsync = fsync;
  }

  /// What is known of a file's bytes, once it is known which file they are in.
  @FunctionalInterface
  interface FactsOf {
    Facts of(Identity identity);
  }

  /// Takes over the temporary file, also when it fails.
  Draft finish(
      Key key, TempFile temporary, Instant modified, ObjectMetadata metadata, FactsOf facts)
      throws IOException {
    try {
      Fd file = temporary.file();
      file.setModified(Nanos.of(modified));
      // Asked for, since a file system may keep less of a time than it is given.
      FileStatus status = file.status();
      Document document = new Document(metadata, Optional.of(facts.of(Identity.of(status))));
      return keep(key, temporary, status, document);
    } catch (IOException | RuntimeException e) {
      closeAfter(temporary, e);
      throw e;
    }
  }

  /// The same on the file system of a directory inside of the bucket, where that is another one.
  Draft moved(Draft draft, Directory target) throws IOException {
    TempFile copy = temporaries.createIn(target);
    try {
      long size = draft.status().size();
      if (copy.file().copyRange(draft.temporary().file(), 0, 0, size) != size) {
        throw new NoSpaceException(draft.key().value(), "a copy came out short");
      }
      copy.file().setModified(draft.status().modifiedNanos());
      FileStatus status = copy.file().status();
      Document document = draft.document();
      Facts facts = document.facts().orElseThrow();
      if (facts.hasPartsApart()) {
        facts = facts.withParts(metadata.parts(draft.status(), facts, draft.sidecar()));
      }
      return keep(draft.key(), copy, status, document.with(facts.with(Identity.of(status))));
    } catch (IOException | RuntimeException e) {
      closeAfter(copy, e);
      throw e;
    }
  }

  private Draft keep(Key key, TempFile temporary, FileStatus status, Document document)
      throws IOException {
    Fd file = temporary.file();
    SidecarPlace sidecar = SidecarPlace.of(reserved, key);
    Document kept = metadata.write(file, status, sidecar, document);
    if (fsync) {
      file.sync();
    }
    return new Draft(key, temporary, status, kept, sidecar, metadata);
  }

  private static void closeAfter(TempFile file, Exception fault) {
    try {
      file.close();
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
  }
}
