package org.openfiles.door.s3.bucket;

import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Response;

/// What S3 answers about a sub-resource of a bucket on which nothing is configured. Clients ask for
/// many of them when they start.
public final class Unconfigured {
  private Unconfigured() {}

  /// There is no such thing.
  public static Endpoint absent(S3Error error) {
    return request -> {
      throw error.exception().with("BucketName", request.address().bucket());
    };
  }

  /// The document is there, and empty.
  public static Endpoint empty(String root) {
    return request -> Documents.ok(XmlWriter.s3(root));
  }

  /// The document says the one thing.
  public static Endpoint saying(String root, String element, String text) {
    return request -> Documents.ok(XmlWriter.s3(root).element(element, text));
  }

  /// Taking away what is not there succeeds.
  public static Endpoint deleted() {
    return request -> Response.of(204);
  }

  /// The operation is known and not served.
  public static Endpoint notImplemented() {
    return request -> {
      throw S3Error.NOT_IMPLEMENTED.exception(
          request.operation().apiName() + " is not implemented");
    };
  }
}
