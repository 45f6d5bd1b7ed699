package org.openfiles.folder;

import java.util.List;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.posix.FileStatus;

/// What the outside is told of an object.
final class Infos {
  private Infos() {}

  /// Of a file; the document must hold for this status.
  static ObjectInfo of(Key key, FileStatus status, Document document) {
    return document
        .facts()
        .map(
            facts ->
                new ObjectInfo(
                    key,
                    status.size(),
                    facts.etag(),
                    status.modified(),
                    document.metadata(),
                    facts.checksums(),
                    facts.partCount()))
        .orElseGet(
            () ->
                new ObjectInfo(
                    key,
                    status.size(),
                    SyntheticEtag.of(status),
                    status.modified(),
                    document.metadata(),
                    List.of(),
                    0));
  }

  /// Of a marker that is kept with its directory, whose own time changes with every entry.
  static ObjectInfo ofMarker(Key key, Document document, Facts facts) {
    return new ObjectInfo(
        key,
        0,
        facts.etag(),
        Nanos.instant(facts.identity().modifiedNanos()),
        document.metadata(),
        facts.checksums(),
        facts.partCount());
  }
}
