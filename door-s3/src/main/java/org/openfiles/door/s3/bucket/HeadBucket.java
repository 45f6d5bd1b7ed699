package org.openfiles.door.s3.bucket;

import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.http.Headers;
import org.openfiles.http.Response;

/// HeadBucket: that it is there, and in which region.
public final class HeadBucket implements Endpoint {
  private final Headers headers;

  public HeadBucket(String region) {
    headers =
        Headers.of(
            "x-amz-bucket-region", region,
            "x-amz-access-point-alias", "false",
            "Content-Type", "application/xml");
  }

  @Override
  public Response answer(S3Request request) {
    return Response.of(200, headers)
        .withHeader("x-amz-bucket-arn", Arn.ofBucket(request.address().bucket()));
  }
}
