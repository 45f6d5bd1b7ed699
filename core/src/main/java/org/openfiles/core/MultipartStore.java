package org.openfiles.core;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A store that takes an object in parts. Nothing of an upload is visible before it is completed.
///
/// An unknown, completed or aborted upload (or one of another key) is an [UnknownUploadException].
public interface MultipartStore extends ObjectStore {
  Upload start(Key key, ObjectMetadata metadata, Map<String, String> attributes) throws IOException;

  Upload upload(Key key, UploadId id) throws IOException;

  /// Writes one part, in the place of an earlier one of the same number.
  PartInfo putPart(Key key, UploadId id, int number, Content content, Optional<Checksum> md5)
      throws IOException;

  /// Every part of an upload, ascending by number.
  List<PartInfo> parts(Key key, UploadId id) throws IOException;

  /// Every upload, ascending by key (as bytes), then by start.
  List<Upload> uploads(String prefix) throws IOException;

  /// Puts the object together out of the named parts and publishes it, atomically. Parts that
  /// aren't named are dropped. Completing once more what was completed so, while the object is
  /// still the one made by it, returns it again.
  ///
  /// @throws PartMismatchException when a part was never uploaded or has another etag
  ObjectInfo complete(CompleteRequest request) throws IOException;

  /// Drops an upload and its parts.
  void abort(Key key, UploadId id) throws IOException;

  /// The parts that the present object at a key was uploaded in; empty when it was uploaded whole.
  List<PartInfo> parts(Key key) throws IOException;
}
