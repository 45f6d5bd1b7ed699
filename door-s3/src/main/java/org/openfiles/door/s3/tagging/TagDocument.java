package org.openfiles.door.s3.tagging;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.TagSet;
import org.openfiles.door.s3.xml.XmlElement;
import org.openfiles.door.s3.xml.XmlReader;
import org.openfiles.door.s3.xml.XmlWriter;

/// `Tagging`: a set of tags as clients send and get it.
final class TagDocument {
  private TagDocument() {}

  static Map<String, String> read(byte[] document, int most) throws S3Exception {
    XmlElement set =
        XmlReader.read(document, "Tagging")
            .child("TagSet")
            .orElseThrow(() -> S3Error.MALFORMED_XML.exception());
    Map<String, String> tags = new LinkedHashMap<>();
    for (XmlElement tag : set.children("Tag")) {
      TagSet.put(tags, tag.requireText("Key"), tag.requireText("Value"));
    }
    return TagSet.requireAtMost(tags, most);
  }

  static XmlWriter write(Map<String, String> tags) {
    XmlWriter xml = XmlWriter.s3("Tagging").open("TagSet");
    tags.forEach(
        (name, value) -> xml.open("Tag").element("Key", name).element("Value", value).end());
    return xml.end();
  }

  static String text(Map<String, String> tags) {
    return new String(write(tags).bytes(), StandardCharsets.UTF_8);
  }
}
