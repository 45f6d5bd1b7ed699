package org.openfiles.door.s3.xml;

import org.openfiles.door.s3.error.S3Exception;

/// The body of an answer that is an error.
public final class ErrorDocument {
  private ErrorDocument() {}

  /// The document for a fault.
  ///
  /// @param resource the path that was asked for, undecoded
  /// @param hostId what goes into `HostId`, and into the header `x-amz-id-2`
  public static byte[] of(S3Exception fault, String resource, String requestId, String hostId) {
    XmlWriter xml = new XmlWriter().open("Error");
    body(xml, fault);
    return xml.element("Resource", resource)
        .element("RequestId", requestId)
        .element("HostId", hostId)
        .bytes();
  }

  /// Code, message and details, where a document of another kind contains an error.
  public static void body(XmlWriter xml, S3Exception fault) {
    xml.element("Code", fault.error().code()).element("Message", fault.text());
    for (S3Exception.Detail detail : fault.details()) {
      xml.element(detail.name(), detail.value());
    }
  }
}
