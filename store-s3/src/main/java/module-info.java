import org.jspecify.annotations.NullMarked;

/// One bucket of any S3 endpoint as a [org.openfiles.core.MultipartStore]. The SDK that speaks to
/// it stays inside.
@NullMarked
@SuppressWarnings("module") // "s3" is the protocol's name, not a version
module openfiles.store.s3 {
  requires static org.jspecify;
  requires jdk.net; // for the HTTP client under the SDK, whose own module does not say so
  requires transitive openfiles.core;
  requires software.amazon.awssdk.auth;
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.http;
  requires software.amazon.awssdk.http.apache5;
  requires software.amazon.awssdk.identity.spi;
  requires software.amazon.awssdk.regions;
  requires software.amazon.awssdk.services.s3;
  requires software.amazon.awssdk.utils;

  exports org.openfiles.store.s3;
}
