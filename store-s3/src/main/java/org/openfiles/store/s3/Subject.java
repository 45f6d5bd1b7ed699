package org.openfiles.store.s3;

import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.core.UploadId;

/// What a request is about, so that its fault can say so.
///
/// @param name of the object, or of what else was asked for
record Subject(String name, Optional<Key> key, Optional<UploadId> upload) {

  static Subject of(Key key) {
    return new Subject(key.value(), Optional.of(key), Optional.empty());
  }

  static Subject of(Key key, UploadId upload) {
    return new Subject(key.value(), Optional.of(key), Optional.of(upload));
  }

  static Subject of(String name) {
    return new Subject(name, Optional.empty(), Optional.empty());
  }
}
