package org.openfiles.door.s3.multipart;

import java.io.IOException;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.Upload;
import org.openfiles.door.s3.object.NewMetadata;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.Owner;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Response;

/// CreateMultipartUpload: takes down what the object will have, and gives the upload its id.
public final class CreateMultipartUpload implements Endpoint {
  private final Access access;
  private final Owner anonymous;

  /// @param anonymous whom uploads are said to be begun by that nobody signed
  public CreateMultipartUpload(Access access, Owner anonymous) {
    this.access = access;
    this.anonymous = anonymous;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    ObjectMetadata metadata = NewMetadata.of(request, access);
    UploadAttributes attributes =
        UploadAttributes.of(request, request.user().map(Owner::of).orElse(anonymous));
    Upload upload = request.multipartStore().start(request.key(), metadata, attributes.toMap());
    Response answer =
        Documents.ok(
            XmlWriter.s3("InitiateMultipartUploadResult")
                .element("Bucket", request.address().bucket())
                .element("Key", request.address().key())
                .element("UploadId", upload.id().value()));
    return attributes
        .algorithm()
        .map(
            algorithm ->
                answer
                    .withHeader("x-amz-checksum-algorithm", algorithm.name())
                    .withHeader("x-amz-checksum-type", attributes.scope().name()))
        .orElse(answer);
  }
}
