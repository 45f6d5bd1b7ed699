package org.openfiles.door.s3.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.http.Response;

/// Get-, Put- and DeletePublicAccessBlock.
public final class PublicAccessOperations {
  private final AccessRules rules;

  public PublicAccessOperations(AccessRules rules) {
    this.rules = rules;
  }

  public Response get(S3Request request) throws IOException {
    PublicAccessBlock block =
        rules
            .of(request.requireVolume())
            .block()
            .orElseThrow(() -> S3Error.NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION.exception());
    return Documents.ok(block.write());
  }

  public Response put(S3Request request) throws IOException {
    PublicAccessBlock block = PublicAccessBlock.read(request.document());
    String kept = new String(block.write().bytes(), StandardCharsets.UTF_8);
    rules.keep(request.requireVolume(), BucketAccess.BLOCK, Optional.of(kept));
    return Response.of(200);
  }

  public Response delete(S3Request request) throws IOException {
    rules.keep(request.requireVolume(), BucketAccess.BLOCK, Optional.empty());
    return Response.of(204);
  }
}
