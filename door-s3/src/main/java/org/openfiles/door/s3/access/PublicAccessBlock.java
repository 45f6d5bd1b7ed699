package org.openfiles.door.s3.access;

import java.util.Locale;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.xml.XmlElement;
import org.openfiles.door.s3.xml.XmlReader;
import org.openfiles.door.s3.xml.XmlWriter;

/// Which ways of making a bucket public are closed.
///
/// @param blockAcls new public access lists are refused
/// @param ignoreAcls public grants count for nothing
/// @param blockPolicy a public policy is refused
/// @param restrictBuckets a public policy counts only for the configured users
record PublicAccessBlock(
    boolean blockAcls, boolean ignoreAcls, boolean blockPolicy, boolean restrictBuckets) {
  static final PublicAccessBlock NONE = new PublicAccessBlock(false, false, false, false);

  static PublicAccessBlock read(byte[] document) throws S3Exception {
    XmlElement root = XmlReader.read(document, "PublicAccessBlockConfiguration");
    return new PublicAccessBlock(
        flag(root, "BlockPublicAcls"),
        flag(root, "IgnorePublicAcls"),
        flag(root, "BlockPublicPolicy"),
        flag(root, "RestrictPublicBuckets"));
  }

  XmlWriter write() {
    return XmlWriter.s3("PublicAccessBlockConfiguration")
        .element("BlockPublicAcls", blockAcls)
        .element("IgnorePublicAcls", ignoreAcls)
        .element("BlockPublicPolicy", blockPolicy)
        .element("RestrictPublicBuckets", restrictBuckets);
  }

  private static boolean flag(XmlElement root, String name) throws S3Exception {
    String text = root.text(name).orElse("false").strip();
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw S3Error.MALFORMED_XML.exception();
    };
  }
}
