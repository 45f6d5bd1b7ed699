package org.openfiles.door.s3.request;

import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Headers;
import org.openfiles.http.Response;
import org.openfiles.http.ResponseBody;

/// Answers that are a document.
public final class Documents {
  private static final Headers XML = Headers.of("Content-Type", XmlWriter.CONTENT_TYPE);

  private Documents() {}

  public static Response ok(XmlWriter document) {
    return Response.of(200, XML, ResponseBody.bytes(document.bytes()));
  }
}
