package org.openfiles.door.s3.bucket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.core.Volume;
import org.openfiles.core.Volumes;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.IsoDate;
import org.openfiles.door.s3.request.Numbers;
import org.openfiles.door.s3.request.Owner;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Response;

/// ListBuckets: those of the sender, in pages where a page's size is given.
public final class ListBuckets implements Endpoint {
  private static final int BUCKETS_MAX = 10_000;

  private final Volumes volumes;
  private final Access access;
  private final Owner anonymous;
  private final String region;

  /// @param anonymous whom a sender without credentials is told to be
  public ListBuckets(Volumes volumes, Access access, Owner anonymous, String region) {
    this.volumes = volumes;
    this.access = access;
    this.anonymous = anonymous;
    this.region = region;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    String prefix = request.query().first("prefix").orElse("");
    Optional<String> token = request.query().nonEmpty("continuation-token");
    int limit = limit(request);
    List<Volume> page = new ArrayList<>();
    boolean truncated = false;
    for (Volume volume : matching(request, prefix, token.isEmpty() ? "" : decode(token.get()))) {
      truncated = page.size() == limit;
      if (truncated) {
        break;
      }
      page.add(volume);
    }
    XmlWriter xml = XmlWriter.s3("ListAllMyBucketsResult");
    request.user().map(Owner::of).orElse(anonymous).writeTo(xml, "Owner");
    xml.open("Buckets");
    for (Volume volume : page) {
      xml.open("Bucket")
          .element("Name", volume.name())
          .element("CreationDate", IsoDate.format(volume.created()))
          .element("BucketRegion", region)
          .end();
    }
    xml.end();
    if (truncated) {
      xml.element("ContinuationToken", encode(page.getLast().name()));
    }
    if (request.query().has("prefix")) {
      xml.element("Prefix", prefix);
    }
    return Documents.ok(xml);
  }

  private static int limit(S3Request request) throws S3Exception {
    Optional<String> text = request.query().nonEmpty("max-buckets");
    if (text.isEmpty()) {
      return BUCKETS_MAX;
    }
    return Numbers.between(1, BUCKETS_MAX, text.get(), "max-buckets");
  }

  private List<Volume> matching(S3Request request, String prefix, String after) throws IOException {
    List<Volume> matching = new ArrayList<>();
    String wanted = request.query().nonEmpty("bucket-region").orElse(region);
    if (!wanted.equals(region)) {
      return matching;
    }
    for (Volume volume : volumes.all()) {
      if (volume.name().startsWith(prefix)
          && Key.compare(volume.name(), after) > 0
          && access.shows(request, volume)) {
        matching.add(volume);
      }
    }
    return matching;
  }

  private static String encode(String name) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String token) throws S3Exception {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw S3Exception.argument(
          "The continuation token provided is incorrect", "continuation-token", token);
    }
  }
}
