package org.openfiles.interop;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.s3.S3Client;

/// A fresh bucket on the server, which is also a folder.
record Bucket(Endpoint endpoint, String name) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  static Bucket create(Endpoint endpoint) {
    String name = nextName();
    try (S3Client s3 = JavaSdk.client(endpoint)) {
      s3.createBucket(r -> r.bucket(name));
    }
    return new Bucket(endpoint, name);
  }

  /// A name that is free, for a client that makes its bucket itself.
  static String nextName() {
    return "interop-" + COUNT.incrementAndGet();
  }

  /// The entity tag of an object, quoted as it is sent; `-N` at its end tells of N parts.
  String entityTag(String key) {
    try (S3Client s3 = JavaSdk.client(endpoint)) {
      return s3.headObject(r -> r.bucket(name).key(key)).eTag();
    }
  }

  /// What the machine's user sees of the bucket.
  Path folder() {
    return endpoint.buckets().resolve(name);
  }
}
