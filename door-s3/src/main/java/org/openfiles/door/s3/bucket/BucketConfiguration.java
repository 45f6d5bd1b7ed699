package org.openfiles.door.s3.bucket;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.TagSet;
import org.openfiles.door.s3.xml.XmlElement;
import org.openfiles.door.s3.xml.XmlReader;

/// The body of CreateBucket: where the bucket is wanted, and its tags.
///
/// @param location empty for wherever this is
record BucketConfiguration(String location, Map<String, String> tags) {
  private static final int TAGS_MAX = 50;

  /// The region that buckets are in when nobody says so: it has no name here.
  private static final String UNNAMED_REGION = "us-east-1";

  /// The name that `eu-west-1` had first, and that clients still send.
  private static final String EU = "EU";

  private static final BucketConfiguration NONE = new BucketConfiguration("", Map.of());

  static BucketConfiguration read(byte[] document) throws S3Exception {
    if (document.length == 0) {
      return NONE;
    }
    String location = "";
    Map<String, String> tags = new LinkedHashMap<>();
    for (XmlElement child : XmlReader.read(document, "CreateBucketConfiguration").children()) {
      switch (child.name()) {
        case "LocationConstraint" -> location = child.text().strip();
        case "Tags" -> {
          for (XmlElement tag : child.children("Tag")) {
            TagSet.put(tags, tag.requireText("Key"), tag.requireText("Value"));
          }
        }
        default ->
            throw S3Error.NOT_IMPLEMENTED.exception(
                "CreateBucketConfiguration with " + child.name() + " is not implemented");
      }
    }
    return new BucketConfiguration(location, TagSet.requireAtMost(tags, TAGS_MAX));
  }

  /// There is the one region.
  void requireRegion(String region) throws S3Exception {
    boolean here =
        location.isEmpty()
            || (location.equals(region) && !region.equals(UNNAMED_REGION))
            || (location.equals(EU) && region.equals("eu-west-1"));
    if (!here) {
      throw S3Error.INVALID_LOCATION_CONSTRAINT.exception().with("LocationConstraint", location);
    }
  }
}
