package org.openfiles.door.s3.bucket;

import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Response;

/// GetBucketLocation, in which `us-east-1` has no name.
public final class GetBucketLocation implements Endpoint {
  private final String region;

  public GetBucketLocation(String region) {
    this.region = region;
  }

  @Override
  public Response answer(S3Request request) {
    return Documents.ok(
        XmlWriter.s3("LocationConstraint").text(region.equals("us-east-1") ? "" : region));
  }
}
