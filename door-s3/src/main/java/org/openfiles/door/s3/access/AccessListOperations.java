package org.openfiles.door.s3.access;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.core.Volume;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.Owner;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.http.Headers;
import org.openfiles.http.Response;

/// GetBucketAcl, PutBucketAcl, GetObjectAcl and PutObjectAcl.
public final class AccessListOperations {
  private final AccessRules rules;

  public AccessListOperations(AccessRules rules) {
    this.rules = rules;
  }

  public Response getBucketAcl(S3Request request) throws IOException {
    return Documents.ok(AccessListXml.write(rules.of(request.requireVolume()).list()));
  }

  public Response putBucketAcl(S3Request request) throws IOException {
    Volume volume = request.requireVolume();
    BucketAccess bucket = rules.of(volume);
    Owner owner = bucket.list().owner();
    AccessList list = sent(request, owner, owner);
    if (!bucket.hasLists()
        && !(bucket.isOwnedBy(request.user()) && list.equals(AccessList.ownedBy(owner)))) {
      throw S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED.exception();
    }
    AccessRules.refusePublic(bucket, list);
    rules.keep(volume, BucketAccess.LIST, Optional.of(AccessListXml.text(list)));
    return Response.of(200);
  }

  public Response getObjectAcl(S3Request request) throws IOException {
    return Documents.ok(AccessListXml.write(present(request)));
  }

  public Response putObjectAcl(S3Request request) throws IOException {
    Volume volume = request.requireVolume();
    BucketAccess bucket = rules.of(volume);
    AccessList present = present(request);
    AccessList list = sent(request, present.owner(), bucket.list().owner());
    if (!bucket.hasLists()
        && !(bucket.isOwnedBy(request.user())
            && list.equals(AccessList.ownedBy(bucket.list().owner())))) {
      throw S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED.exception();
    }
    AccessRules.refusePublic(bucket, list);
    rules.keepObjectList(volume, request.address().key(), list);
    return Response.of(200, Headers.EMPTY);
  }

  private AccessList present(S3Request request) throws IOException {
    return rules
        .objectList(request.requireVolume(), request.address().key())
        .orElseThrow(() -> S3Error.NO_SUCH_KEY.exception().with("Key", request.address().key()));
  }

  /// The list in the headers or in the body; it can't change the owner.
  private AccessList sent(S3Request request, Owner owner, Owner bucketOwner) throws IOException {
    byte[] document = request.document();
    if (document.length > 0
        && (request.header("x-amz-acl").isPresent() || GrantHeaders.areThere(request))) {
      throw S3Error.UNEXPECTED_CONTENT.exception();
    }
    Optional<AccessList> inHeaders = GrantHeaders.read(request, owner, bucketOwner, rules.users());
    if (inHeaders.isPresent()) {
      return inHeaders.get();
    }
    if (document.length == 0) {
      throw S3Error.MISSING_SECURITY_HEADER.exception();
    }
    AccessList inBody = AccessListXml.read(document, rules.users());
    if (!inBody.owner().id().equals(owner.id())) {
      throw S3Error.ACCESS_DENIED.exception();
    }
    return new AccessList(owner, inBody.grants());
  }
}
