package org.openfiles.store.s3;

import org.openfiles.core.ObjectInfo;
import org.openfiles.core.Slice;

/// What the server copies from: some bytes of one version.
record Origin(String bucket, ObjectInfo info, Slice slice) {

  static Origin of(S3Reader reader) {
    return new Origin(reader.bucket().name(), reader.info(), reader.slice());
  }

  static Origin all(String bucket, ObjectInfo info) {
    return new Origin(bucket, info, new Slice(0, info.size()));
  }

  boolean isWhole() {
    return slice.length() == info.size();
  }
}
