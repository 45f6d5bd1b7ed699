package org.openfiles.door.s3.multipart;

import java.io.IOException;
import java.util.List;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;
import org.openfiles.door.s3.list.ListParameters;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.ChecksumText;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.IsoDate;
import org.openfiles.door.s3.request.Numbers;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.StorageClass;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.PercentCode;
import org.openfiles.http.Response;

/// ListParts: the parts of an upload that is not completed, in pages.
public final class ListParts implements Endpoint {
  private final Access access;

  public ListParts(Access access) {
    this.access = access;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    int limit = ListParameters.limit(request.query(), "max-parts");
    int marker =
        Numbers.nonNegative(
            request.query().nonEmpty("part-number-marker").orElse("0"), "part-number-marker");
    boolean encoded = ListParameters.isEncoded(request.query());
    UploadId id = PartAddress.upload(request);
    Upload upload = request.multipartStore().upload(request.key(), id);
    List<PartInfo> after =
        request.multipartStore().parts(request.key(), id).stream()
            .filter(part -> part.number() > marker)
            .toList();
    List<PartInfo> page = after.subList(0, Math.min(limit, after.size()));
    String key = request.address().key();
    XmlWriter xml =
        XmlWriter.s3("ListPartsResult")
            .element("Bucket", request.address().bucket())
            .element("Key", encoded ? PercentCode.encodePath(key) : key)
            .element("UploadId", id.value());
    if (encoded) {
      xml.element("EncodingType", "url");
    }
    UploadAttributes attributes = UploadAttributes.of(upload);
    attributes.initiator().writeTo(xml, "Initiator");
    access.owner(request.requireVolume(), upload.metadata()).writeTo(xml, "Owner");
    xml.element("StorageClass", StorageClass.of(upload.metadata()))
        .element("PartNumberMarker", marker)
        .element("NextPartNumberMarker", page.isEmpty() ? 0 : page.getLast().number())
        .element("MaxParts", limit)
        .element("IsTruncated", limit > 0 && page.size() < after.size());
    attributes.writeTo(xml);
    for (PartInfo part : page) {
      xml.open("Part")
          .element("PartNumber", part.number())
          .element("LastModified", IsoDate.format(part.lastModified()))
          .element("ETag", part.etag().quoted())
          .element("Size", part.size());
      ChecksumText.writePart(xml, part.checksums());
      xml.end();
    }
    return Documents.ok(xml);
  }
}
