package org.openfiles.store.s3;

import java.io.IOException;
import java.util.Random;
import software.amazon.awssdk.services.s3.S3Client;

/// Makes buckets, which a store does not.
final class TestBuckets {
  private TestBuckets() {}

  static void make(S3StoreOptions options) {
    try (S3Client client = Clients.of(options)) {
      client.createBucket(request -> request.bucket(options.bucket()));
    }
  }

  static S3Store open(S3StoreOptions options) throws IOException {
    return S3Store.open(options, new Random(options.bucket().hashCode()));
  }
}
