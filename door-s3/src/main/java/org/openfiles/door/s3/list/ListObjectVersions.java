package org.openfiles.door.s3.list;

import java.io.IOException;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ObjectInfo;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.Query;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.VersionIds;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Response;

/// ListObjectVersions of a bucket that keeps no versions: every object is the latest and only
/// version of its key, and its version id is `null`.
public final class ListObjectVersions implements Endpoint {
  private final Access access;

  public ListObjectVersions(Access access) {
    this.access = access;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    OptionalAttributes.require(request);
    Query query = request.query();
    ListParameters parameters = ListParameters.of(query, "max-keys");
    String keyMarker = query.first("key-marker").orElse("");
    String versionMarker = query.first("version-id-marker").orElse("");
    ListRequest.Start start = start(parameters, keyMarker, versionMarker);
    ListPage page = Entries.read(request.store(), parameters, start);
    XmlWriter xml =
        XmlWriter.s3("ListVersionsResult")
            .element("Name", request.address().bucket())
            .element("Prefix", parameters.name(parameters.prefix()))
            .element("KeyMarker", parameters.name(keyMarker))
            .element("VersionIdMarker", versionMarker);
    if (page.next().isPresent()) {
      nextMarkers(xml, page, parameters);
    }
    xml.element("MaxKeys", parameters.limit());
    parameters.echo(xml);
    xml.element("IsTruncated", page.next().isPresent());
    Owners owners = Owners.in(request.requireVolume(), access);
    for (ObjectInfo info : page.objects()) {
      xml.open("Version")
          .element("Key", parameters.name(info.key().value()))
          .element("VersionId", VersionIds.NULL)
          .element("IsLatest", true);
      Entries.version(xml, info);
      owners.of(info).writeTo(xml, "Owner");
      xml.end();
    }
    parameters.commonPrefixes(xml, page.prefixes());
    return Documents.ok(xml);
  }

  private static ListRequest.Start start(
      ListParameters parameters, String keyMarker, String versionMarker) throws S3Exception {
    if (!versionMarker.isEmpty() && keyMarker.isEmpty()) {
      throw S3Exception.argument(
          "A version-id marker cannot be specified without a key marker.",
          "version-id-marker",
          versionMarker);
    }
    if (!versionMarker.isEmpty() && !versionMarker.equals(VersionIds.NULL)) {
      throw S3Exception.argument(
          "Invalid version id specified", "version-id-marker", versionMarker);
    }
    return parameters.after(keyMarker);
  }

  private static void nextMarkers(XmlWriter xml, ListPage page, ListParameters parameters) {
    String last = Entries.last(page);
    xml.element("NextKeyMarker", parameters.name(last));
    if (page.prefixes().isEmpty() || !page.prefixes().getLast().equals(last)) {
      xml.element("NextVersionIdMarker", VersionIds.NULL);
    }
  }
}
