package org.openfiles.door.s3.object;

import java.io.IOException;
import java.util.Locale;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.form.PostForm;
import org.openfiles.door.s3.form.PostedObject;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Address;
import org.openfiles.door.s3.request.ChecksumText;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.Operation;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Headers;
import org.openfiles.http.PercentCode;
import org.openfiles.http.Response;

/// PostObject: a browser's form becomes an object, as if its fields were the headers of PutObject.
/// Who sends it is known only when the form has been read, and is asked for the right then.
public final class PostObject implements Endpoint {
  private final PostForm form;
  private final PutObject put;
  private final Access access;

  public PostObject(PostForm form, PutObject put, Access access) {
    this.form = form;
    this.put = put;
    this.access = access;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    String bucket = request.address().bucket();
    String contentType = request.header("content-type").orElse("");
    if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      throw S3Error.PRECONDITION_FAILED
          .exception()
          .with("Condition", "Bucket POST must be of the enclosure-type multipart/form-data");
    }
    PostedObject posted = form.read(contentType, request.payload(), bucket);
    request.requireVolume();
    S3Request upload =
        new S3Request(
            request.http(),
            request.id(),
            request.hostId(),
            Operation.POST_OBJECT,
            new Address(bucket, posted.key()),
            request.query(),
            posted.headers(),
            posted.user(),
            posted.payload(),
            request.volume());
    access.check(upload, Operation.POST_OBJECT, upload.volume(), posted.key());
    ObjectInfo info = put.store(upload);
    return answer(request, posted, info);
  }

  private static Response answer(S3Request request, PostedObject posted, ObjectInfo info) {
    String bucket = request.address().bucket();
    Key key = info.key();
    String path = "/" + bucket + "/" + PercentCode.encodePath(key.value());
    Headers.Builder headers = Headers.builder().add("ETag", info.etag().quoted());
    ChecksumText.add(headers, info.checksums(), info.partCount());
    var redirect = posted.success().location(bucket, key.value(), info.etag());
    if (redirect.isPresent()) {
      return Response.of(303, headers.add("Location", redirect.get()).build());
    }
    String location =
        (request.http().secure() ? "https://" : "http://")
            + request.http().headers().first("host").orElse("localhost")
            + path;
    headers.add("Location", location);
    if (posted.success().status() != 201) {
      return Response.of(posted.success().status(), headers.build());
    }
    Response document =
        Documents.ok(
            new XmlWriter()
                .open("PostResponse")
                .element("Location", location)
                .element("Bucket", bucket)
                .element("Key", key.value())
                .element("ETag", info.etag().quoted()));
    Headers all = headers.set("Content-Type", XmlWriter.CONTENT_TYPE).build();
    return Response.of(201, all, document.body());
  }
}
