package org.openfiles.door.s3.list;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.Query;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Response;

/// ListObjectsV2: pages are continued by an opaque token.
public final class ListObjectsV2 implements Endpoint {
  private final Access access;

  public ListObjectsV2(Access access) {
    this.access = access;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    OptionalAttributes.require(request);
    Query query = request.query();
    requireVersion2(query);
    ListParameters parameters = ListParameters.of(query, "max-keys");
    Optional<String> token = query.first("continuation-token");
    Optional<String> marker = query.first("marker");
    Optional<String> startAfter = query.first("start-after").or(() -> marker);
    ListRequest.Start start =
        token.isPresent() && !token.get().isEmpty()
            ? ContinuationToken.parse(token.get())
            : parameters.after(startAfter.orElse(""));
    ListPage page = Entries.read(request.store(), parameters, start);
    XmlWriter xml =
        XmlWriter.s3("ListBucketResult")
            .element("Name", request.address().bucket())
            .element("Prefix", parameters.name(parameters.prefix()));
    token.ifPresent(value -> xml.element("ContinuationToken", value));
    page.next().ifPresent(next -> xml.element("NextContinuationToken", ContinuationToken.of(next)));
    marker.ifPresent(key -> xml.element("Marker", parameters.name(key)));
    startAfter.ifPresent(key -> xml.element("StartAfter", parameters.name(key)));
    xml.element("KeyCount", page.objects().size() + page.prefixes().size())
        .element("MaxKeys", parameters.limit());
    parameters.echo(xml);
    xml.element("IsTruncated", page.next().isPresent());
    Entries.contents(xml, page, parameters, owners(request));
    parameters.commonPrefixes(xml, page.prefixes());
    return Documents.ok(xml);
  }

  private static void requireVersion2(Query query) throws S3Exception {
    String version = query.first("list-type").orElse("");
    if (!version.equals("2")) {
      throw S3Exception.argument("Invalid List Type specified in Request", "list-type", version);
    }
  }

  private Optional<Owners> owners(S3Request request) throws IOException {
    return request.query().first("fetch-owner").orElse("").equals("true")
        ? Optional.of(Owners.in(request.requireVolume(), access))
        : Optional.empty();
  }
}
