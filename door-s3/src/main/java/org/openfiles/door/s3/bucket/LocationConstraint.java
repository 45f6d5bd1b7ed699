package org.openfiles.door.s3.bucket;

import java.util.Optional;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.xml.XmlElement;
import org.openfiles.door.s3.xml.XmlReader;

/// Where a new bucket is wanted (CreateBucketConfiguration): there is the one region.
final class LocationConstraint {
  /// The name that `eu-west-1` had first, and that clients still send.
  private static final String EU = "EU";

  private LocationConstraint() {}

  static void require(byte[] document, String region) throws S3Exception {
    if (document.length == 0) {
      return;
    }
    XmlElement configuration = XmlReader.read(document, "CreateBucketConfiguration");
    for (XmlElement child : configuration.children()) {
      if (!child.name().equals("LocationConstraint")) {
        throw S3Error.NOT_IMPLEMENTED.exception(
            "CreateBucketConfiguration with " + child.name() + " is not implemented");
      }
    }
    Optional<String> wanted = configuration.text("LocationConstraint");
    if (wanted.isPresent() && !wanted.get().isEmpty() && !matches(wanted.get(), region)) {
      throw S3Error.INVALID_LOCATION_CONSTRAINT
          .exception()
          .with("LocationConstraint", wanted.get());
    }
  }

  private static boolean matches(String wanted, String region) {
    return wanted.equals(region) || (wanted.equals(EU) && region.equals("eu-west-1"));
  }
}
