package org.openfiles.door.s3.multipart;

import java.io.IOException;
import java.util.List;
import org.openfiles.core.Checksum;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.UnknownUploadException;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;
import org.openfiles.door.s3.checksum.RequestedChecksum;
import org.openfiles.door.s3.request.ChecksumText;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.SlowAnswer;
import org.openfiles.door.s3.request.WriteConditions;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.PercentCode;
import org.openfiles.http.Response;

/// CompleteMultipartUpload: everything that can be wrong is looked for before the object is made;
/// then it appears at once. Completing again what was completed so answers the same.
public final class CompleteMultipartUpload implements Endpoint {
  private final long partBytesMin;
  private final SlowAnswer slowly;

  public CompleteMultipartUpload(long partBytesMin, SlowAnswer slowly) {
    this.partBytesMin = partBytesMin;
    this.slowly = slowly;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    RequestedChecksum.requireOne(request.headers());
    Precondition precondition = WriteConditions.of(request.headers());
    List<NamedPart> named = NamedPart.read(request.documentApartFromChecksums());
    UploadId id = PartAddress.upload(request);
    MultipartStore store = request.multipartStore();
    CompleteRequest completion =
        new CompleteRequest(
            request.key(),
            id,
            named.stream().map(NamedPart::reference).toList(),
            checksums(request, store, id, named),
            precondition);
    return slowly.of(request, () -> document(request, store.complete(completion)));
  }

  private List<Checksum> checksums(
      S3Request request, MultipartStore store, UploadId id, List<NamedPart> named)
      throws IOException {
    Upload upload;
    List<PartInfo> uploaded;
    try {
      upload = store.upload(request.key(), id);
      uploaded = store.parts(request.key(), id);
    } catch (UnknownUploadException _) {
      // It may have been completed already: whether it was completed so, only the store knows.
      return List.of();
    }
    return Assembly.of(named, uploaded, UploadAttributes.of(upload))
        .requireSizes(partBytesMin)
        .requireSize(request)
        .checksums(request);
  }

  private static XmlWriter document(S3Request request, ObjectInfo made) {
    XmlWriter xml =
        XmlWriter.s3("CompleteMultipartUploadResult")
            .element("Location", location(request))
            .element("Bucket", request.address().bucket())
            .element("Key", request.address().key())
            .element("ETag", made.etag().quoted());
    ChecksumText.write(xml, made.checksums(), made.partCount());
    return xml;
  }

  private static String location(S3Request request) {
    return (request.http().secure() ? "https://" : "http://")
        + request.header("host").orElse("")
        + "/"
        + PercentCode.encodePath(request.address().bucket() + "/" + request.address().key());
  }
}
