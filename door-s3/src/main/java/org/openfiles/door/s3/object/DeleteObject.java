package org.openfiles.door.s3.object;

import java.io.IOException;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.WriteConditions;
import org.openfiles.http.Response;

/// DeleteObject: deleting nothing succeeds, unless a condition is made of what is there.
public final class DeleteObject implements Endpoint {

  @Override
  public Response answer(S3Request request) throws IOException {
    Deletion deletion =
        new Deletion(
            request.key(),
            request.query().first("versionId"),
            WriteConditions.ofDelete(request.headers()),
            request.header("x-amz-if-match-size"),
            request.header("x-amz-if-match-last-modified-time"));
    deletion.run(request.store());
    return Response.of(204);
  }
}
