package org.openfiles.door.s3.form;

import java.nio.charset.StandardCharsets;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// The boundary between the parts of a form (RFC 2046 section 5.1.1).
record Boundary(String value) {
  private static final int LENGTH_MAX = 70;

  /// Reads the `Content-Type` of a form.
  static Boundary of(String contentType) throws S3Exception {
    ParameterList parameters = ParameterList.parse(contentType);
    if (!parameters.value().equalsIgnoreCase("multipart/form-data")) {
      throw S3Error.PRECONDITION_FAILED
          .exception()
          .with("Condition", "Bucket POST must be of the enclosure-type multipart/form-data");
    }
    String boundary = parameters.parameter("boundary").orElse("");
    boolean valid = !boundary.isEmpty() && boundary.length() <= LENGTH_MAX;
    for (int i = 0; valid && i < boundary.length(); i++) {
      valid = boundary.charAt(i) >= ' ' && boundary.charAt(i) < 0x7F;
    }
    if (!valid) {
      throw S3Error.MALFORMED_POST_REQUEST.exception();
    }
    return new Boundary(boundary);
  }

  /// What stands between the bytes of two parts.
  byte[] delimiter() {
    return ("\r\n--" + value).getBytes(StandardCharsets.US_ASCII);
  }
}
