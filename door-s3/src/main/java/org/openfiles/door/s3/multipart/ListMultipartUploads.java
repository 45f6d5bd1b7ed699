package org.openfiles.door.s3.multipart;

import java.io.IOException;
import java.util.List;
import org.openfiles.core.Upload;
import org.openfiles.core.Volume;
import org.openfiles.door.s3.list.ListParameters;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.IsoDate;
import org.openfiles.door.s3.request.Owner;
import org.openfiles.door.s3.request.Query;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.StorageClass;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Response;

/// ListMultipartUploads: the uploads of a bucket that are neither completed nor aborted.
public final class ListMultipartUploads implements Endpoint {
  private final Access access;

  public ListMultipartUploads(Access access) {
    this.access = access;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    Query query = request.query();
    ListParameters parameters = ListParameters.of(query, "max-uploads");
    String keyMarker = query.first("key-marker").orElse("");
    String idMarker = keyMarker.isEmpty() ? "" : query.first("upload-id-marker").orElse("");
    List<Upload> all = request.multipartStore().uploads(parameters.prefix());
    UploadPage page = UploadPage.of(all, parameters, keyMarker, idMarker);
    XmlWriter xml =
        XmlWriter.s3("ListMultipartUploadsResult")
            .element("Bucket", request.address().bucket())
            .element("KeyMarker", parameters.name(keyMarker))
            .element("UploadIdMarker", idMarker);
    if (page.truncated()) {
      xml.element("NextKeyMarker", parameters.name(page.nextKey()))
          .element("NextUploadIdMarker", page.nextId());
    }
    xml.element("Prefix", parameters.name(parameters.prefix()));
    parameters.echo(xml);
    xml.element("MaxUploads", parameters.limit()).element("IsTruncated", page.truncated());
    Volume volume = request.requireVolume();
    for (Upload upload : page.uploads()) {
      write(xml, upload, parameters, access.owner(volume, upload.metadata()));
    }
    parameters.commonPrefixes(xml, page.prefixes());
    return Documents.ok(xml);
  }

  private static void write(XmlWriter xml, Upload upload, ListParameters parameters, Owner owner) {
    UploadAttributes attributes = UploadAttributes.of(upload);
    xml.open("Upload")
        .element("Key", parameters.name(upload.key().value()))
        .element("UploadId", upload.id().value());
    attributes.initiator().writeTo(xml, "Initiator");
    owner.writeTo(xml, "Owner");
    xml.element("StorageClass", StorageClass.of(upload.metadata()))
        .element("Initiated", IsoDate.format(upload.started()));
    attributes.writeTo(xml);
    xml.end();
  }
}
