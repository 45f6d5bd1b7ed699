package org.openfiles.door.s3.tagging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.Volume;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.http.Response;

/// Get-, Put- and DeleteBucketTagging.
public final class BucketTagging {
  private static final String DOCUMENT = "tagging";
  private static final int PER_BUCKET_MAX = 50;

  private BucketTagging() {}

  public static Response get(S3Request request) throws IOException {
    String kept =
        request
            .requireVolume()
            .document(DOCUMENT)
            .orElseThrow(() -> S3Error.NO_SUCH_TAG_SET.exception());
    Map<String, String> tags =
        TagDocument.read(kept.getBytes(StandardCharsets.UTF_8), PER_BUCKET_MAX);
    return Documents.ok(TagDocument.write(tags));
  }

  public static Response put(S3Request request) throws IOException {
    Map<String, String> tags = TagDocument.read(request.document(), PER_BUCKET_MAX);
    request.requireVolume().keep(DOCUMENT, Optional.of(TagDocument.text(tags)));
    return Response.of(204);
  }

  /// Keeps the tags that a bucket was made with.
  public static void keep(Volume volume, Map<String, String> tags) throws IOException {
    if (!tags.isEmpty()) {
      volume.keep(DOCUMENT, Optional.of(TagDocument.text(tags)));
    }
  }

  public static Response delete(S3Request request) throws IOException {
    request.requireVolume().keep(DOCUMENT, Optional.empty());
    return Response.of(204);
  }
}
