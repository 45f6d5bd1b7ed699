package org.openfiles.door.s3.bucket;

import java.io.IOException;
import org.openfiles.core.Volumes;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.http.Response;

/// DeleteBucket, which succeeds on an empty one only.
public final class DeleteBucket implements Endpoint {
  private final Volumes volumes;

  public DeleteBucket(Volumes volumes) {
    this.volumes = volumes;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    volumes.delete(request.requireVolume().name());
    return Response.of(204);
  }
}
