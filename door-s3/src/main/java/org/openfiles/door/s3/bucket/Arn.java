package org.openfiles.door.s3.bucket;

/// Amazon resource names, by which policies speak of buckets.
final class Arn {
  private Arn() {}

  static String ofBucket(String name) {
    return "arn:aws:s3:::" + name;
  }
}
