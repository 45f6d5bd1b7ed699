package org.openfiles.store.s3;

import software.amazon.awssdk.services.s3.S3Client;

/// One bucket, and how requests to it are made.
record Bucket(S3Client client, S3StoreOptions options, Attempts attempts) {

  String name() {
    return options.bucket();
  }

  /// Whether the server can copy from there to here by itself.
  boolean sharesServerWith(Bucket other) {
    return options.endpoint().equals(other.options.endpoint())
        && options.region().equals(other.options.region())
        && options.credentials().equals(other.options.credentials());
  }
}
