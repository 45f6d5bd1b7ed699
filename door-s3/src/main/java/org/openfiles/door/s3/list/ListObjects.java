package org.openfiles.door.s3.list;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.core.ListPage;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Response;

/// ListObjects, the first version: pages are told apart by their last name.
public final class ListObjects implements Endpoint {
  private final Access access;

  public ListObjects(Access access) {
    this.access = access;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    OptionalAttributes.require(request);
    ListParameters parameters = ListParameters.of(request.query(), "max-keys");
    String marker = request.query().first("marker").orElse("");
    ListPage page = Entries.read(request.store(), parameters, parameters.after(marker));
    XmlWriter xml =
        XmlWriter.s3("ListBucketResult")
            .element("Name", request.address().bucket())
            .element("Prefix", parameters.name(parameters.prefix()))
            .element("Marker", parameters.name(marker));
    // Without a delimiter the last key itself is the next marker, and S3 leaves it unsaid.
    if (page.next().isPresent() && !parameters.delimiter().isEmpty()) {
      xml.element("NextMarker", parameters.name(Entries.last(page)));
    }
    xml.element("MaxKeys", parameters.limit());
    parameters.echo(xml);
    xml.element("IsTruncated", page.next().isPresent());
    Entries.contents(
        xml, page, parameters, Optional.of(Owners.in(request.requireVolume(), access)));
    parameters.commonPrefixes(xml, page.prefixes());
    return Documents.ok(xml);
  }
}
