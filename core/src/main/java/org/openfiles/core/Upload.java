package org.openfiles.core;

import java.time.Instant;
import java.util.Map;

/// A multipart upload that was begun and neither completed nor aborted.
///
/// @param metadata what the object will have
/// @param attributes what the door wants to remember until the upload ends, and no longer
public record Upload(
    UploadId id,
    Key key,
    Instant started,
    ObjectMetadata metadata,
    Map<String, String> attributes) {
  public Upload {
    attributes = Map.copyOf(attributes);
  }
}
