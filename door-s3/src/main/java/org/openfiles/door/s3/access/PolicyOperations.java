package org.openfiles.door.s3.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.openfiles.core.Volume;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Response;

/// Get-, Put- and DeleteBucketPolicy, and GetBucketPolicyStatus.
public final class PolicyOperations {
  private final AccessRules rules;

  public PolicyOperations(AccessRules rules) {
    this.rules = rules;
  }

  public Response get(S3Request request) throws IOException {
    String policy =
        request
            .requireVolume()
            .document(BucketAccess.POLICY)
            .orElseThrow(
                () ->
                    S3Error.NO_SUCH_BUCKET_POLICY
                        .exception()
                        .with("BucketName", request.address().bucket()));
    return Response.of(200, "application/json", policy);
  }

  public Response put(S3Request request) throws IOException {
    Volume volume = request.requireVolume();
    String json = new String(request.document(), StandardCharsets.UTF_8);
    Policy policy = Policy.parse(json, volume.name());
    if (rules.of(volume).effectiveBlock().blockPolicy() && policy.isPublic()) {
      throw S3Error.ACCESS_DENIED.exception();
    }
    rules.keep(volume, BucketAccess.POLICY, Optional.of(json));
    return Response.of(204);
  }

  public Response delete(S3Request request) throws IOException {
    rules.keep(request.requireVolume(), BucketAccess.POLICY, Optional.empty());
    return Response.of(204);
  }

  public Response status(S3Request request) throws IOException {
    BucketAccess bucket = rules.of(request.requireVolume());
    boolean isPublic =
        bucket.policy().filter(Policy::isPublic).isPresent()
            || (bucket.hasLists()
                && bucket.list().isPublic()
                && !bucket.effectiveBlock().ignoreAcls());
    return Documents.ok(XmlWriter.s3("PolicyStatus").element("IsPublic", isPublic));
  }
}
