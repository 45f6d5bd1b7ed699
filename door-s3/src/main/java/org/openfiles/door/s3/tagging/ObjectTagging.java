package org.openfiles.door.s3.tagging;

import java.io.IOException;
import java.util.Map;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.TagSet;
import org.openfiles.http.Response;

/// Get-, Put- and DeleteObjectTagging.
public final class ObjectTagging {
  private ObjectTagging() {}

  public static Response get(S3Request request) throws IOException {
    return Documents.ok(TagDocument.write(request.store().head(request.key()).metadata().tags()));
  }

  public static Response put(S3Request request) throws IOException {
    keep(request, TagDocument.read(request.document(), TagSet.PER_OBJECT_MAX));
    return Response.of(200);
  }

  public static Response delete(S3Request request) throws IOException {
    keep(request, Map.of());
    return Response.of(204);
  }

  private static void keep(S3Request request, Map<String, String> tags) throws IOException {
    request.store().update(request.key(), metadata -> metadata.withTags(tags));
  }
}
