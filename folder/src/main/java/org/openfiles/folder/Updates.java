package org.openfiles.folder;

import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.Precondition;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileStatus;

/// Changes what is kept beside the bytes, in place: bytes, etag and time stay.
final class Updates {
  private final Interior interior;
  private final Publisher publisher;
  private final Markers markers;

  Updates(Interior interior, Publisher publisher, Markers markers) {
    this.interior = interior;
    this.publisher = publisher;
    this.markers = markers;
  }

  ObjectInfo update(Key key, UnaryOperator<ObjectMetadata> change) throws IOException {
    Optional<Document> homeless;
    try (KeyLocks.Held _ = interior.hold(key);
        Found found = interior.lookup().open(key)) {
      Document document = found.document().with(change.apply(found.document().metadata()));
      switch (found) {
        case FoundFile file -> {
          write(file, document);
          return Infos.of(key, file.status(), document);
        }
        case FoundMarker marker when markers.update(marker, document) -> {
          return Infos.ofMarker(key, document, document.facts().orElseThrow());
        }
        case FoundMarker _ -> homeless = Optional.of(document);
      }
    }
    return asFile(key, homeless.orElseThrow());
  }

  private void write(FoundFile found, Document document) throws IOException {
    Fd file = found.file();
    FileStatus status = found.status();
    SidecarPlace sidecar = SidecarPlace.of(interior.reserved(), found.key());
    Document complete = document;
    Optional<Facts> facts = document.facts();
    if (facts.isPresent() && facts.get().hasPartsApart()) {
      complete =
          document.with(
              facts.get().withParts(interior.metadata().parts(status, facts.get(), sidecar)));
    }
    interior.metadata().write(file, status, sidecar, complete);
    interior.cache().forget(found.key());
    if (interior.options().fsync()) {
      file.sync();
    }
    interior.metadata().tidy(file, status, sidecar);
  }

  /// A marker whose metadata has outgrown the attribute of its directory.
  private ObjectInfo asFile(Key key, Document document) throws IOException {
    Facts facts = document.facts().orElseThrow();
    try (TempFile temporary = interior.temporaries().create();
        Draft draft =
            interior
                .drafts()
                .finish(
                    key,
                    temporary,
                    Nanos.instant(facts.identity().modifiedNanos()),
                    document.metadata(),
                    facts::with)) {
      return publisher.publish(draft, Precondition.NONE);
    }
  }
}
