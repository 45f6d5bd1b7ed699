package org.openfiles.door.s3.access;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.core.Volume;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.xml.XmlElement;
import org.openfiles.door.s3.xml.XmlReader;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Response;

/// Get-, Put- and DeleteBucketOwnershipControls.
public final class OwnershipOperations {
  private final AccessRules rules;

  public OwnershipOperations(AccessRules rules) {
    this.rules = rules;
  }

  public Response get(S3Request request) throws IOException {
    Ownership ownership =
        rules
            .of(request.requireVolume())
            .ownership()
            .orElseThrow(() -> S3Error.OWNERSHIP_CONTROLS_NOT_FOUND.exception());
    return Documents.ok(
        XmlWriter.s3("OwnershipControls")
            .open("Rule")
            .element("ObjectOwnership", ownership.text())
            .end());
  }

  public Response put(S3Request request) throws IOException {
    XmlElement root = XmlReader.read(request.document(), "OwnershipControls");
    if (root.children("Rule").size() != 1) {
      throw S3Error.MALFORMED_XML.exception();
    }
    Ownership ownership =
        Ownership.parse(root.children("Rule").getFirst().requireText("ObjectOwnership"));
    Volume volume = request.requireVolume();
    AccessList list = rules.of(volume).list();
    if (ownership == Ownership.ENFORCED && !list.equals(AccessList.ownedBy(list.owner()))) {
      throw S3Error.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP.exception();
    }
    rules.keep(volume, BucketAccess.OWNERSHIP, Optional.of(ownership.text()));
    return Response.of(200);
  }

  public Response delete(S3Request request) throws IOException {
    rules.keep(request.requireVolume(), BucketAccess.OWNERSHIP, Optional.empty());
    return Response.of(204);
  }
}
