package org.openfiles.door.http;

import java.time.Instant;
import org.openfiles.core.Attributes;
import org.openfiles.core.ETag;

/// The etag of a file: another one after every change, whether the store has that already or not.
/// It is not the etag of the object, which comes late and would change without a change.
final class FileVersion {
  private FileVersion() {}

  static ETag of(Attributes file) {
    Instant changed = file.changed();
    return new ETag(
        "%x-%x.%x-%x"
            .formatted(
                file.inode().number(), changed.getEpochSecond(), changed.getNano(), file.size()));
  }
}
