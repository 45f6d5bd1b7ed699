package org.openfiles.door.s3.object;

import java.io.IOException;
import java.util.Set;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PutRequest;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.ChecksumText;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.UploadLimit;
import org.openfiles.door.s3.request.UploadedContent;
import org.openfiles.door.s3.request.WriteConditions;
import org.openfiles.http.Headers;
import org.openfiles.http.Response;

/// PutObject: the bytes of the request become the object, when all of them have arrived and every
/// digest that the client sent along is right.
public final class PutObject implements Endpoint {
  private final Access access;
  private final UploadLimit limit;

  public PutObject(Access access, UploadLimit limit) {
    this.access = access;
    this.limit = limit;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    ObjectInfo info = store(request);
    Headers.Builder headers =
        Headers.builder()
            .add("ETag", info.etag().quoted())
            .add("x-amz-object-size", Long.toString(info.size()));
    ChecksumText.add(headers, info.checksums(), info.partCount());
    return Response.of(200, headers.build());
  }

  /// Writes the object that a request brings.
  ObjectInfo store(S3Request request) throws IOException {
    UploadedContent content = UploadedContent.of(request, limit);
    ObjectMetadata metadata = NewMetadata.of(request, access);
    return request
        .store()
        .put(
            new PutRequest(
                request.key(),
                content,
                metadata,
                WriteConditions.of(request.headers()),
                content.md5(),
                Set.of()));
  }
}
