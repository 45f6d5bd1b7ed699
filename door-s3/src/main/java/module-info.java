import org.jspecify.annotations.NullMarked;

/// The S3 protocol over [org.openfiles.core.ObjectStore]: signatures, routing, XML, one error
/// table.
@NullMarked
@SuppressWarnings("module") // "s3" is the protocol's name, not a version
module openfiles.door.s3 {
  requires static org.jspecify;
  requires transitive openfiles.core;
  requires transitive openfiles.http;
  requires org.slf4j;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports org.openfiles.door.s3;
  exports org.openfiles.door.s3.access;
  exports org.openfiles.door.s3.auth;
  exports org.openfiles.door.s3.bucket;
  exports org.openfiles.door.s3.request;
}
