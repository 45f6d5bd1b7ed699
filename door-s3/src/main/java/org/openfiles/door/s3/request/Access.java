package org.openfiles.door.s3.request;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.Volume;

/// Decides who may do what. Asked before every operation, and once more for each further object
/// that it touches (the source of a copy, every key of DeleteObjects).
public interface Access {

  /// Returns when the sender of a request may do the operation.
  ///
  /// @param volume the bucket; empty for operations of the service
  /// @param key empty for operations of the bucket
  /// @throws org.openfiles.door.s3.error.S3Exception `AccessDenied` when not
  void check(S3Request request, Operation operation, Optional<Volume> volume, String key)
      throws IOException;

  /// Whether anybody may do everything, so that nothing is refused for being anonymous.
  boolean isOpen();

  /// Whether ListBuckets shows a bucket to the sender of a request.
  boolean shows(S3Request request, Volume volume) throws IOException;

  /// Whom a bucket belongs to.
  Owner owner(Volume volume) throws IOException;

  /// Whom an object belongs to, or an upload that will be one: where access lists count, whoever
  /// wrote it.
  Owner owner(Volume volume, ObjectMetadata metadata) throws IOException;

  /// Takes the headers of a CreateBucket that speak of access (`x-amz-acl`, `x-amz-grant-*`,
  /// `x-amz-object-ownership`), before anything is made. What it returns is told of the new bucket.
  Admission admit(S3Request creation) throws IOException;

  /// What the headers of a write (`x-amz-acl`, `x-amz-grant-*`) want kept with the object.
  Map<String, String> objectProperties(S3Request request) throws IOException;

  /// A bucket that may be made.
  @FunctionalInterface
  interface Admission {
    void created(Volume volume) throws IOException;
  }
}
