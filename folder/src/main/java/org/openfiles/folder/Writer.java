package org.openfiles.folder;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.openfiles.core.Content;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.PutRequest;

/// Writes whole objects.
final class Writer {
  private final Interior interior;
  private final Publisher publisher;
  private final Markers markers;
  private final SelfCopies selfCopies;

  Writer(Interior interior, Publisher publisher, Markers markers) {
    this.interior = interior;
    this.publisher = publisher;
    this.markers = markers;
    this.selfCopies = new SelfCopies(interior);
  }

  ObjectInfo put(PutRequest request) throws IOException {
    Key key = request.key();
    boolean marker = KeyPaths.of(key).marker();
    // Checked once more when it counts; here it spares the upload.
    Preconditions.check(key, request.precondition(), interior.lookup());
    if (request.content() instanceof Content.Stored stored) {
      Optional<ObjectInfo> renewed = selfCopies.renew(request, stored.reader());
      if (renewed.isPresent()) {
        return renewed.get();
      }
    }
    try (TempFile temporary = interior.temporaries().create()) {
      Written written =
          interior
              .contents()
              .write(key, request.content(), temporary.file(), request.md5(), request.checksums());
      Instant now = interior.now();
      if (marker && written.size() == 0) {
        Optional<ObjectInfo> marked =
            markers.put(key, request.metadata(), written, now, request.precondition());
        if (marked.isPresent()) {
          return marked.get();
        }
      }
      Optional<TempFile> twin =
          request.content() instanceof Content.Arriving
              ? interior.twins().of(temporary, written)
              : Optional.empty();
      ObjectInfo info = publish(request, twin.orElse(temporary), written, now);
      interior.twins().remember(key, written);
      return info;
    }
  }

  private ObjectInfo publish(PutRequest request, TempFile file, Written written, Instant now)
      throws IOException {
    Drafts.FactsOf facts = identity -> Facts.whole(identity, written.etag(), written.checksums());
    try (Draft draft =
        interior.drafts().finish(request.key(), file, now, request.metadata(), facts)) {
      return publisher.publish(draft, request.precondition());
    }
  }
}
