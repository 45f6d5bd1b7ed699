package org.openfiles.door.s3.object;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.PartInfo;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.ChecksumText;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.Numbers;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.StorageClass;
import org.openfiles.door.s3.request.VersionIds;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.HttpDate;
import org.openfiles.http.Response;

/// GetObjectAttributes: what the client picks of an object's attributes, its parts in pages.
public final class GetObjectAttributes implements Endpoint {
  private static final String HEADER = "x-amz-object-attributes";
  private static final int PARTS_MAX = 1000;

  private enum Attribute {
    ETAG("ETag"),
    CHECKSUM("Checksum"),
    OBJECT_PARTS("ObjectParts"),
    STORAGE_CLASS("StorageClass"),
    OBJECT_SIZE("ObjectSize");

    private final String apiName;

    Attribute(String apiName) {
      this.apiName = apiName;
    }
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    VersionIds.requireNull(request.query());
    Set<Attribute> attributes = attributes(request);
    int limit =
        Math.min(
            PARTS_MAX,
            Numbers.nonNegative(
                request.header("x-amz-max-parts").orElse("" + PARTS_MAX), "x-amz-max-parts"));
    int marker =
        Numbers.nonNegative(
            request.header("x-amz-part-number-marker").orElse("0"), "x-amz-part-number-marker");
    ObjectInfo info = request.store().head(request.key());
    XmlWriter xml = XmlWriter.s3("GetObjectAttributesResponse");
    for (Attribute attribute : attributes) {
      switch (attribute) {
        case ETAG -> xml.element("ETag", info.etag().value());
        case CHECKSUM -> checksum(xml, info);
        case OBJECT_PARTS -> parts(xml, request, info, marker, limit);
        case STORAGE_CLASS -> xml.element("StorageClass", StorageClass.of(info.metadata()));
        case OBJECT_SIZE -> xml.element("ObjectSize", info.size());
      }
    }
    return Documents.ok(xml).withHeader("Last-Modified", HttpDate.format(info.lastModified()));
  }

  private static Set<Attribute> attributes(S3Request request) throws S3Exception {
    Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
    for (String header : request.headers().all(HEADER)) {
      for (String name : header.split(",", -1)) {
        if (name.isBlank() && header.isBlank()) {
          continue;
        }
        attributes.add(attribute(name.strip()));
      }
    }
    if (attributes.isEmpty()) {
      throw S3Error.INVALID_REQUEST.exception(
          "The x-amz-object-attributes header specifying the attributes to be retrieved is either"
              + " missing or empty");
    }
    return attributes;
  }

  private static Attribute attribute(String name) throws S3Exception {
    for (Attribute attribute : Attribute.values()) {
      if (attribute.apiName.equals(name)) {
        return attribute;
      }
    }
    throw S3Exception.argument("Invalid attribute name specified.", HEADER, name);
  }

  private static void checksum(XmlWriter xml, ObjectInfo info) {
    if (!info.checksums().isEmpty()) {
      xml.open("Checksum");
      ChecksumText.write(xml, info.checksums(), info.partCount());
      xml.end();
    }
  }

  private static void parts(
      XmlWriter xml, S3Request request, ObjectInfo info, int marker, int limit) throws IOException {
    if (info.partCount() == 0) {
      return;
    }
    xml.open("ObjectParts").element("PartsCount", info.partCount());
    List<PartInfo> all = request.multipartStore().parts(request.key());
    // S3 knows the single parts of an object only where it keeps checksums of them.
    if (all.stream().anyMatch(part -> !part.checksums().isEmpty())) {
      List<PartInfo> after = all.stream().filter(part -> part.number() > marker).toList();
      List<PartInfo> page = after.subList(0, Math.min(limit, after.size()));
      xml.element("PartNumberMarker", marker)
          .element("NextPartNumberMarker", page.isEmpty() ? marker : page.getLast().number())
          .element("MaxParts", limit)
          .element("IsTruncated", page.size() < after.size());
      for (PartInfo part : page) {
        xml.open("Part").element("PartNumber", part.number()).element("Size", part.size());
        ChecksumText.writePart(xml, part.checksums());
        xml.end();
      }
    }
    xml.end();
  }
}
