package org.openfiles.door.s3.bucket;

import java.io.IOException;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Address;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.Owner;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.VersionIds;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Response;

/// GetBucketAcl and GetObjectAcl where the owner alone is granted anything: everything.
public final class OwnersAcl implements Endpoint {
  private final Access access;

  public OwnersAcl(Access access) {
    this.access = access;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    if (request.address().scope() == Address.Scope.OBJECT) {
      VersionIds.requireNull(request.query());
      request.store().head(request.key());
    }
    Owner owner = access.owner(request.requireVolume());
    XmlWriter xml = XmlWriter.s3("AccessControlPolicy");
    owner.writeTo(xml, "Owner");
    xml.open("AccessControlList")
        .open("Grant")
        .open(
            "Grantee",
            "xmlns:xsi",
            "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:type",
            "CanonicalUser")
        .element("ID", owner.id())
        .element("DisplayName", owner.displayName())
        .end()
        .element("Permission", "FULL_CONTROL");
    return Documents.ok(xml);
  }
}
