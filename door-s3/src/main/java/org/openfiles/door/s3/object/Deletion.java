package org.openfiles.door.s3.object;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectStore;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.VersionIds;
import org.openfiles.http.HttpDate;

/// One object to be deleted, and what must hold of it.
///
/// The size and the time are compared with the version found, and the delete is then of that
/// version only: a change between the two fails the condition, and never deletes what was not
/// compared.
record Deletion(
    Key key,
    Optional<String> versionId,
    Precondition precondition,
    Optional<String> size,
    Optional<String> lastModified) {

  void run(ObjectStore store) throws IOException {
    if (versionId.isPresent() && !versionId.get().equals(VersionIds.NULL)) {
      throw S3Exception.argument("Invalid version id specified", "versionId", versionId.get());
    }
    if (size.isEmpty() && lastModified.isEmpty()) {
      store.delete(key, precondition);
      return;
    }
    ObjectInfo found = store.head(key);
    if (!isMet(found)) {
      throw new PreconditionFailedException(key.value(), "size or time differs");
    }
    store.delete(key, new Precondition.Matches(found.etag()));
  }

  private boolean isMet(ObjectInfo found) throws S3Exception {
    if (size.isPresent() && !size.get().equals(Long.toString(found.size()))) {
      return false;
    }
    if (precondition instanceof Precondition.Matches(var etag) && !etag.equals(found.etag())) {
      return false;
    }
    return lastModified.isEmpty()
        || date(lastModified.get()).equals(found.lastModified().truncatedTo(ChronoUnit.SECONDS));
  }

  private static Instant date(String text) throws S3Exception {
    Optional<Instant> date = HttpDate.parse(text);
    if (date.isPresent()) {
      return date.get();
    }
    try {
      return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeParseException e) {
      throw new S3Exception(S3Error.INVALID_ARGUMENT, "Not a date: last-modified-time=" + text, e);
    }
  }
}
